"""The words of page furniture: buttons, menus, share bars, boxes. Data, read by dateline/capture/page_text/lines.py.

Every entry is compared with a whole line, folded: lower case, without spaces and punctuation. An entry must be
something that pages of many sites print and that never stands alone on a line of an article.
"""

from __future__ import annotations

from typing import Final

BUTTONS_ZH: Final = """
    分享 分享至 分享到 分享到微信 分享到微博 分享至好友和朋友圈 分享至朋友圈 微信 微信好友 朋友圈 微博 新浪微博
    腾讯微博 QQ QQ空间 QQ好友 Qzone 空间 易信 豆瓣 人人网 贴吧 抖音 复制链接 复制 复制成功 链接 收藏 已收藏 添加收藏
    收藏本文 收藏文章 点赞 赞 踩 喜欢 不喜欢 举报 反馈 我要反馈 意见反馈 侵权投诉 纠错 我要纠错 打印 打印本页 打印此页
    列印 关闭 关闭窗口 返回 返回顶部 回到顶部 返回首页 回到首页 返回列表 字号 字体 字體 大 中 小 大中小 超大 放大 缩小
    正常 字体大中小 字号大中小 放大字体 缩小字体 字号减小 字号增大 增大字体 减小字体 调整字体 调整字号 登录 登錄 登入
    注册 註冊 登录注册 注册登录 退出 立即登录 立即注册 请登录 搜索 搜尋 站内 站内搜索 全文搜索 高级搜索 订阅 訂閱 关注
    關注 已关注 加关注 评论 評論 写评论 转发 点击 阅读 浏览 展开 收起 展开全文 阅读全文 查看全文 查看更多 更多
    加载更多 加载中 点击加载更多 上一页 下一页 首页 首頁 尾页 末页 正文 用微信扫码二维码 微信扫码 微信扫一扫
    微信扫码分享 扫一扫 扫码阅读 手机看 手机阅读 手机扫码阅读 扫一扫在手机打开当前页面 扫描二维码 扫码关注 客户端
    下载客户端 打开APP APP内打开 下载APP 播报文章 语音播报 语音播报文章释放双眼 听新闻 听全文 语音播放 播放 暂停 重播
    静音 广告 推广 赞助 設為首頁 设为首页 加入收藏 添加喜爱 保存网页 网站地图 联系我们 关于我们 隐私政策 服务条款
    人工智能朗读 朗读 无障碍浏览 无障碍 进入关怀版 长者助手 简 繁 简体 繁體 繁体 中文 原创 置顶 热 荐 图片 视频 图集
    高清 快讯 表情 昵称 匿名 验证码 提交 取消 确定 确认 知道了 同意 接受 拒绝 轮播图预览 跟帖 参与 人参与 条评论
    0条评论 优质原创作者 官方账号 登录并评论 文章不错点个赞吧 减少或屏蔽此类内容推荐
    已标记为不喜欢内容系统将减少此类推荐 我要投稿 投稿 大字 护眼 夜间 日间 目录 资料图 微信分享 转载 打开微信扫一扫
    点击查看 查看原图 图为 编辑器 已显示所有评论
""".split()
"""Buttons of Chinese pages, simplified and traditional."""

BUTTONS_LATIN: Final = """
    share shares tweet facebook twitter x linkedin whatsapp email e-mail telegram reddit pinterest flipboard messenger
    pocket instagram youtube tiktok snapchat threads bluesky mastodon weibo wechat print save saved bookmark comment
    comments like likes follow following subscribe login register logout menu search close home back next previous
    more newsletter newsletters advertisement advertisements ad ads sponsored promoted advertising loading play pause
    mute unmute listen audio video gallery aa a+ a- small medium large breaking live exclusive premium accept reject
    advertise careers help faq sitemap reuters ap afp istock shutterstock image photo credit caption enlarge zoom
    teilen drucken merken kommentare anzeige werbung anmelden abonnieren suche partager imprimer commenter publicité
    connexion compartir imprimir comentarios publicidad suscríbete condividi stampa commenti pubblicità abbonati
    accedi delen reageren advertentie dela annons поделиться комментарии реклама シェア ツイート コメント 広告
    ログイン 공유 댓글 광고 로그인 t
""".split()
"""One-word buttons of other languages."""

BUTTONS_PHRASES: Final = (
    "share this", "share this article", "share article", "share on facebook", "share on twitter", "share on x",
    "share via email",
    "share this story", "share this page", "share this post", "copy link", "link copied", "print article",
    "print this page", "save article", "save for later",
    "read in app", "add comment", "post comment", "view comments", "follow us", "follow us on social",
    "subscribe now", "sign in", "sign up",
    "sign up now", "log in", "log out", "my account", "read more", "show more", "load more", "see more", "view more",
    "see all", "view all",
    "skip to content", "skip to main content", "back to top", "open menu", "main menu", "toggle navigation",
    "newsletter signup", "get the app", "download the app",
    "article continues below", "article continues after ad", "article continues after advertisement",
    "story continues below",
    "story continues after advertisement", "continue reading", "continue reading below", "scroll to continue",
    "listen to this article",
    "text size", "font size", "subscribers only", "accept all", "manage cookies", "cookie settings", "privacy policy",
    "terms of use",
    "terms and conditions", "about us", "contact us", "getty images", "enlarge image", "view gallery", "buy now",
    "buy alternative",
    "visit website", "price at", "end of article", "advertisement continue reading below", "skip advertisement",
    "image source",
    "image caption", "media caption", "facebook email x linkedin copy link", "save saved read in app",
    "facebook twitter", "table of contents",
    "facebook twitter email", "facebook twitter linkedin", "digital subscription", "give this article",
    "gift this article", "reading time",
)

END: Final = (
    "相关阅读", "相关新闻", "相关报道", "相关文章", "相关推荐", "相关链接", "相关内容", "相关资讯", "相关专题",
    "相关稿件", "延伸阅读",
    "推荐阅读", "更多阅读", "扩展阅读", "热门推荐", "热点推荐", "为您推荐", "为你推荐", "猜你喜欢", "猜您喜欢",
    "精彩推荐", "精彩图片",
    "图文推荐", "图片推荐", "编辑推荐", "今日推荐", "热门文章", "热门新闻", "热点新闻", "最热新闻", "最新新闻",
    "最新文章", "最新资讯",
    "最新评论", "最热评论", "热门评论", "网友评论", "精彩评论", "全部评论", "热评", "作者最新文章", "作者其他文章",
    "他的最新文章",
    "阅读排行", "点击排行", "新闻排行", "排行榜", "热榜", "热搜", "热搜榜", "今日热点", "本周热点", "头条要闻",
    "科技要闻", "大家都在看",
    "大家都在搜", "新闻推荐", "今日新闻", "热点栏目", "相關新聞", "相關文章", "相關報導", "延伸閱讀", "推薦閱讀",
    "熱門新聞", "熱門文章", "猜你喜歡",
    "網友評論", "更多新聞", "你可能感興趣", "你可能感兴趣", "你可能還想看", "你可能还想看", "其他人也在看",
    "大家也在看", "人氣新聞", "即時新聞", "熱門推薦", "看更多", "你可能也喜欢", "返回搜狐查看更多", "更多精彩内容",
    "热门标签",
    "友情链接", "相关搜索", "发表评论", "添加评论", "我要评论", "我来说两句", "查看评论", "登录后评论",
    "请先登录后发表评论", "关键词", "评论", "正在读取评论",
    "related", "related stories", "related articles", "related news", "related posts", "related content",
    "related topics",
    "related coverage", "related reading", "more stories", "more from", "more on this", "more on this story",
    "more news",
    "more like this", "read next", "read also", "recommended", "recommended for you", "recommended stories",
    "recommended video",
    "recommended videos", "you may also like", "you might also like", "you might also be interested in", "most read",
    "most popular",
    "most viewed", "popular stories", "popular now", "trending", "trending now", "trending stories", "top stories",
    "latest news",
    "latest stories", "latest", "editors picks", "dont miss", "up next", "in case you missed it", "around the web",
    "from around the web", "from the web", "promoted stories", "sponsored content", "paid content",
    "join the conversation", "comments",
    "leave a reply", "leave a comment", "what do you think", "about the author", "about the authors",
    "follow us on social media",
    "explore more on these topics", "tags", "filed under", "see also", "videos", "mehr zum thema",
    "das könnte sie auch interessieren", "lesen sie auch",
    "meistgelesen", "à lire aussi", "sur le même sujet", "les plus lus", "te puede interesar", "más leídas",
    "lo más leído", "leggi anche",
    "potrebbe interessarti", "lees ook", "meest gelezen", "läs mer", "läs också", "mest läst", "читайте также",
    "関連記事",
    "あわせて読みたい", "人気記事", "関連ニュース", "관련기사", "많이 본 뉴스",
)
"""Headings of the boxes that follow an article; some also stand inside one, with the text going on after them."""

PORTALS: Final[dict[str, str]] = {
    "网易": "163.com", "新浪": "sina.com.cn", "搜狐": "sohu.com", "腾讯": "qq.com", "凤凰": "ifeng.com",
    "人民": "people.com.cn",
    "新华": "xinhuanet.com", "央视": "cctv.com", "澎湃": "thepaper.cn", "中国新闻": "chinanews.com.cn",
    "光明": "gmw.cn",
    "环球": "huanqiu.com", "和讯": "hexun.com", "财新": "caixin.com", "界面": "jiemian.com",
}
"""Portals whose pages name them only in the breadcrumb (网易首页 > 网易科技): name to host."""
