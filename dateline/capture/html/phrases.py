"""The lines that stand around articles: patterns for whole lines, in the languages we meet.

``OPENERS`` start a part of the page that is no article any more (related news, comments); ``LOOSE`` are single lines to
drop wherever they stand at the edges of a text; ``STATEMENTS`` are disclaimers and notices, long or short.
"""

from __future__ import annotations

import re

OPENERS = re.compile(
    r"[【\[《「◆■●▲▼★☆#>＞»\s]{0,4}(?:"
    r"(?:相关|相關|延伸|推荐|推薦|扩展|拓展|更多|猜你|热门|熱門|热点|热文|精彩|往期|最新|图文|频道|本网|站内|同类|其他|其它|今日|本周|大家|编辑|為您|为您|为你|近期|随机|24小时)"
    r"(?:阅读|閱讀|新闻|新聞|报道|報導|报导|文章|内容|推荐|推薦|链接|連結|资讯|專題|专题|喜欢|热点|话题|评论|留言|回顾|精彩|图集|排行|热文|头条|焦点|要闻|都在看|爱看|视频|图片|主题|搜索|栏目|动态|信息|原创|热门|关注|资料|帖子|日志|产品|文档|知识|标签|榜单)(?:榜|推荐|列表|阅读|[:：].{0,30})?"
    r"|(?:网友|全部|最新|热门|精彩|我来|发表|用户|参与|查看|读者|文章|我要|所有|相关)?(?:评论|留言|跟贴|跟帖|回应|回應|点评|讨论)(?:列表|区|专区|[（(]\d{1,6}[)）]|\d{0,6}条)?"
    r"|(?:上一篇|下一篇|上一页|下一页|下一條|上一條|上一条|下一条|上篇|下篇|前一篇|后一篇)[:：\s].{0,80}|上一篇|下一篇"
    r"|(?:看完这篇|更多猛料|更多精彩).{0,40}"
    r"|more\s(?:in|from|about|by|like)\s.{1,40}|(?:related|more|recommended|further|popular|trending|latest|similar|suggested|other)\s(?:articles?|stor(?:y|ies)|news|posts?|reading|reads?|content|topics?|coverage|links?|videos?|from\s.{1,40}|on\sthis(?:\sstory|\stopic)?|stories)[:\s]{0,3}"
    r"|read\s(?:more|next|also)[:\s]{0,3}|see\salso:?|more\slike\sthis|you\s(?:may|might)\s(?:also\s)?(?:like|be\sinterested\sin).{0,20}|most\s(?:read|popular|viewed|recent)(?:\sin\s.{1,30})?|up\snext|keep\sreading|don['’]t\smiss"
    r"|(?:\d{1,5}\s)?comments?(?:\s?\(\d{1,6}\))?|leave\sa\s(?:comment|reply)|post\sa\scomment|join\sthe\s(?:conversation|discussion)|responses?|discussion\sabout\sthis\spost|view\scomments|show\scomments"
    r"|about\sthe\sauthors?|share\sthis(?:\s(?:article|story|post|:))?.{0,10}|filed\sunder:?.{0,60}|topics?:?|tags?:?|explore\smore|in\sthis\sstory|what\sto\sread\snext|editor['’]s\spicks?|sponsored\s(?:content|links?)"
    r"|mehr\s(?:zum\sthema|aus\s.{1,30}|lesen|artikel)|(?:das\skönnte\s|auch\s)?interessant.{0,30}|weitere\s(?:artikel|themen|nachrichten|beiträge).{0,20}|lesen\ssie\sauch:?|kommentare?(?:\s\(?\d{1,5}\)?)?|zum\sthema|themen|schlagwörter:?|meistgelesen"
    r"|(?:à\s)?lire\saussi.{0,20}|articles?\s(?:liés|similaires|associés)|sur\sle\smême\s(?:thème|sujet)|commentaires?|(?:les\s)?plus\slus?"
    r"|noticias?\srelacionadas?|le[ae]\s(?:también|más):?.{0,60}|te\spuede\sinteresar.{0,20}|más\s(?:información|noticias|sobre\s.{1,30}|en\s.{1,20})|comentarios?|relacionad[oa]s|etiquetas:?|temas\srelacionados|archivado\sen"
    r"|leggi\sanche:?|articoli\scorrelati|lees\s(?:ook|meer):?.{0,60}|meer\sover.{0,30}|reacties|läs\s(?:mer|också|även).{0,40}|les\sogså:?.{0,40}|relaterat|czytaj\s(?:także|też|więcej):?.{0,10}|komentarze|číst?\s(?:také|dále):?|související.{0,20}|diskuze.{0,20}"
    r"|читайте\sтакже:?|похожие\s.{1,20}|комментарии|по\sтеме|ilgili\shaberler|yorumlar|tin\sliên\squan|xem\sthêm:?.{0,30}|bình\sluận|関連(?:記事|ニュース|リンク|キーワード).{0,20}|あわせて読みたい|おすすめ.{0,10}|관련\s?(?:기사|뉴스).{0,10}|많이\s본.{0,10}|댓글.{0,10}|اقرأ\sأيض.{0,20}"
    r"|(?:ähnliche|verwandte|passende|empfohlene)\s(?:artikel|beiträge|themen|meldungen):?|meistgeklickt|topthemen"
    r"|(?:dans\sla\smême\srubrique|à\sdécouvrir|articles\srecommandés|sur\sle\smême\ssujet|à\sne\spas\smanquer)"
    r"|(?:noticias\srecomendadas|te\srecomendamos|lo\smás\s(?:visto|leído)|leia\s(?:também|mais):?.{0,60}|mais\slid[ao]s|notícias\srelacionadas|veja\s(?:também|mais):?.{0,60})"
    r"|(?:potrebbe\sinteressarti.{0,20}|le\spiù\slette|articoli\srecenti|ti\spotrebbe\sinteressare.{0,20})"
    r"|(?:gerelateerd(?:e\s.{0,20})?|meest\sgelezen|mest\s(?:lest|läst|læst)|mer\som\sämnet|les\smer:?.{0,60}|læs\sogså:?.{0,60})"
    r"|(?:zobacz\s(?:także|też|również):?.{0,60}|polecane|najczęściej\sczytane|mohlo\sby\svás\szajímat.{0,20}|nejčtenější|přečtěte\ssi\s(?:také|i):?.{0,60})"
    r"|(?:benzer\shaberler|ilginizi\sçekebilir.{0,20}|öne\sçıkanlar|baca\sjuga:?.{0,80}|(?:artikel|berita)\sterkait|terpopuler|tin\scùng\schuyên\smục|đọc\snhiều)"
    r"|(?:人気(?:記事|ランキング)|アクセスランキング|この記事を書いた人|関連トピックス?|추천\s?(?:기사|뉴스)|인기\s?(?:기사|뉴스)|مقالات\sذات\sصلة|مواضيع\sذات\sصلة|самое\sчитаемое|материалы\sпо\sтеме)"
    r")[】\]》」\s:：]{0,4}",
    re.IGNORECASE,
)

_EDITORS = (
    r"[（(【\[]?\s{0,4}(?:(?:本文|本稿|网络|本期|值班|执行|新媒体|视频|图片|文字|频道|见习|实习)?(?:责任编辑|責任編輯|责\s?编|責\s?編|編\s{0,6}輯|编\s{0,6}辑|责任校对|責任校對|校\s{0,4}[对對]|[审審]\s{0,4}[核校稿读讀]|监制|監製|主编|主編|总编|總編|值班主任|一审|二审|三审|初审|复审|终审|编审|统筹|策划|供稿|运营|排版|来稿|流程编辑|责任人|美编|编译|整理))"
    r"\s{0,4}(?:[:：/／丨|]|\s)(?:[^，！？]{0,60}|[^。！？]{0,60})[）)】\]]?"
)
_LOOSE_CHINESE = (
    r"(?:本文|文章|新闻|原文)?(?:来源|來源|来自|稿源|文章来源|出处|原标题|原题|原载|本文链接|原文链接|本文地址|网址|转载自|首发于)\s{0,3}[:：].{0,120}"
    r"|[（(](?:来源|原题|原标题|记者|作者|编辑|完|供图|摄影|本文来源|来自|转自|据)[^）)]{0,60}[）)]"
    r"|(?:分享|转发|收藏|点赞|打印|关闭|返回|复制|举报|反馈|投诉|纠错|评论|推荐|赞|踩|在看|顶|返回顶部|返回首页|关闭窗口|打印本页|打印本稿|我要纠错|字号|字体|大|中|小|正文|首页|全文|阅读原文|阅读全文|展开全文|查看更多|加载更多|更多|下载|注册|登录|搜索|关注|已关注|订阅|置顶|点击加载更多|展开|收起|取消|确定|播放|暂停|微信|微博|QQ|QQ空间|朋友圈|新浪微博|人人网|豆瓣|手机看新闻|分享到|分享至|扫一扫|微信扫一扫|用微信扫描二维码|朗读|听新闻|AI帮你解答|\d{1,6}赞|\d{1,6}人参与|特约记者|图文)(?:[:：\s/|(（].{0,40})?"
    r"|(?:分享到|分享至|转发到|请用微信|打开微信|微信扫|扫码|扫一扫|扫描|长按|识别二维码|点击(?:图片|阅读原文|进入|查看|下载|上方|右上角|关注|这里|此处|↓)|关注我们|关注(?:微信)?公众号|欢迎关注|欢迎扫|添加微信|更多(?:精彩|资讯|内容|信息|新闻|详情|热点)|下载.{0,12}(?:客户端|APP)|(?:更多|本文|想看更多).{0,20}请(?:关注|下载|点击|登录)|喜欢(?:本文|的话|就).{0,30})[^。]{0,80}[。！!]?"
    r"|(?:标签|关键词|关键字|分类|所属栏目|TAG|Tags|栏目|专题|阅读数?|浏览(?:量|次数|数)?|点击(?:数|量|次数)?|阅读量|点赞|发布时间|发布日期|发表时间|更新时间|发布者|发布人|发布单位|作者|撰稿人?|时间|日期|人气|访问量?|评论数?|回复|收藏|字数|热度|本页.{0,6}|当前位置|您的位置|您当前的位置|位置|所在位置)\s{0,4}[:：].{0,100}"
    r"|(?:END|完|—\s?完\s?—|-?\s?End\s?-?|▲.{0,40}|△.{0,40}|↓.{0,10}|↑.{0,10}|原创|转载|首发|广告|推广|赞助)"
)
_LOOSE_OTHER = (
    r"(?:advertisement.{0,30}|advertising|don['’]t\swant\sto\ssee\sthis.{0,30}|skip\spast\s.{0,40}|after\snewsletter\spromotion|jump\sto\b.{0,12}|learn\smore|buy\snow|abone\sol|anmäl\sfel|story\scontinues\sbelow.{0,20}|continue\sreading.{0,40}|article\scontinues\s(?:below|after).{0,30}|this\sarticle\sis\smore\sthan.{0,30}|listen\s(?:to\sthis\sarticle|now).{0,40}|\d{1,3}\s?min(?:ute)?s?\s(?:read|listen).{0,10}|"
    r"read\smore\s?:.{0,200}|read\snext\s?:.{0,160}|related\s?:.{0,160}|see\salso\s?:.{0,160}|also\sread\s?[:|].{0,200}|watch\s?:.{0,120}|"
    r"share(?:\s(?:this|on|via|to)\b.{0,40})?|tweet|print|email(?:\sthis)?|copy\slink|facebook|twitter|x|linkedin|whatsapp|pinterest|reddit|telegram|flipboard|save|bookmark|follow(?:\sus)?(?:\son\b.{0,60})?|"
    r"sign\sup\b.{0,160}|subscribe\b.{0,160}|already\sa\s(?:subscriber|member).{0,60}|log\s?in.{0,40}|sign\sin.{0,40}|get\s(?:the|our)\s.{0,60}newsletter.{0,80}|click\shere\sto\b.{0,100}|download\s(?:the|our)\s.{0,20}\bapp\b.{0,60}|"
    r"back\sto\stop|next\s?(?:article|post|story)?|previous\s?(?:article|post|story)?|load\smore.{0,20}|show\s(?:more|less)|view\s(?:all|more)\b.{0,20}|see\s(?:all|more)\b.{0,20}|view\s(?:image|gallery).{0,30}|"
    r"(?:©|copyright\b|\(c\)\s).{0,160}|all\srights\sreserved.{0,40}|(?:photo|image|picture|credit|photograph|foto|bild)s?\s?(?:by|credit|courtesy|:).{0,100}|published\son.{0,60}|last\supdated?\b.{0,60}|updated\s?(?:at|on|:).{0,60}|"
    r"tags?\s?:.{0,200}|topics?\s?:.{0,200}|categor(?:y|ies)\s?:.{0,120}|filed\sunder\b.{0,120}|keywords?\s?:.{0,200}|source\s?:.{0,80}|"
    r"anzeige|werbung|publicidad|publicité|advertentie|annonse|annons|reklama|реклама|pubblicità|teilen|drucken|merken|compartir|partager|condividi|dela|delen|udostępnij|sdílet|paylaş|chia\ssẻ|lesen\ssie\sauch\s?:.{0,160}|lire\saussi\s?:.{0,160}|lee\stambién\s?:.{0,160}|leggi\sanche\s?:.{0,160}|mehr\szum\sthema.{0,80})"
)
LOOSE = re.compile(rf"(?:{_EDITORS}|{_LOOSE_CHINESE}|{_LOOSE_OTHER})\s*[>»›→.…]?", re.IGNORECASE)
"""A whole line that is no part of the text when it stands at the edge of it."""

STATEMENTS = re.compile(
    r"[（(【\[*※★◆\s]{0,4}(?:"
    r"(?:特别|特別|免责|免責|版权|版權|郑重|本站|本网|重要|法律|风险|转载|作者|原创|文章|平台|网站|以上|侵权|反侵权|投资){0,2}(?:声明|聲明|提示|提醒|警示|说明|公告)\s{0,2}[:：]"
    r"|(?:以上|上述|本文|文章|该文|文中)(?:内容|所述|文章|观点|信息)?(?:[（(][^（）()]{0,40}[)）])?(?:为.{0,24}(?:上传|发布|创作)|仅代表|仅为|只代表|不代表|仅供|为(?:自媒体|网易号|作者)|由(?:自媒体|用户|网易号|作者)|系(?:作者|用户|原创|转载)|不构成|来源于?网络|来自网络|转载自|版权归|如有侵权|内容由).{0,260}"
    r"|(?:本|此|该)(?:站|网|文|平台|公众号|账号|新闻|稿件?|作品|内容)(?:所有|刊载|转载|发布|登载|仅|系|为|部分|一切|内容|作品|图片|由|来源于?|来自|版权|上传|不代表|文章|凡|未经|原创)(?:.{0,40}(?:转载|版权|观点|立场|侵权|联系|投资|建议|责任|授权|网络|原创|代表|传播|许可|服务)).{0,260}"
    r"|(?:本|此|該)(?:站|網站?|報|文|平台|新聞|稿件?|作品|內容)(?:所有|刊載|轉載|發布|之|的|內容|圖片|文字|由|來源|來自|版權|文章|凡|未經|非經)(?:.{0,40}(?:轉載|版權|侵權|授權|許可)).{0,260}"
    r"|[未非]經.{0,30}(?:授權|許可|允許|同意|書面).{0,30}(?:轉載|使用|複製|摘編|不得|禁止|引用).{0,160}|(?:版權所有|著作權所有|著作權歸|版權歸).{0,200}"
    r"|凡(?:本网|本站|注明|来源|未注明|转载|标有|在本).{0,260}|未经.{0,30}(?:授权|许可|允许|同意|书面).{0,30}(?:转载|使用|复制|摘编|不得|禁止).{0,160}"
    r"|(?:如|若)(?:有|您|涉及|需|果).{0,30}(?:侵权|版权|转载|异议|疑问|不妥|问题).{0,60}(?:联系|删除|处理|告知|邮件|邮箱|通知).{0,120}|(?:转载|引用)(?:请|须|需|务必|时).{0,30}(?:注明|联系|标明|保留|授权|出处).{0,120}"
    r"|(?:版权所有|著作权归|版权归|Copyright|©).{0,200}|(?:违法|不良|有害|网络|信息|和|或|及){0,6}(?:举报|投诉|新闻热线|爆料|联系|客服|服务)(?:电话|邮箱|热线|方式|QQ)?\s?[:：].{0,120}"
    r"|notice\s?:\sthe\scontent\sabove.{0,300}|disclaimer\s?:.{0,600}|the\sviews\sexpressed\s(?:in|by|here).{0,300}|the\sopinions\sexpressed.{0,300}|this\s(?:article|story|post|content)\s(?:was|has\sbeen|is|originally)\s(?:originally\s|first\s)?(?:published|appeared|republished|updated|produced|provided).{0,260}"
    r"|(?:we\suse|this\s(?:site|website)\suses|by\s(?:using|continuing|clicking))\b.{0,40}\bcookies?\b.{0,400}|diese\s(?:web)?seite\s(?:verwendet|nutzt)\scookies.{0,300}"
    r").{0,300}",
    re.IGNORECASE | re.DOTALL,
)
"""A disclaimer, notice or statement of rights; the pattern is matched at the start of a line."""

PROMOTION = re.compile(
    r"二维码|公众号|客户端(?:下载|，|。|$)|(?:下载|安装|打开).{0,16}(?:客户端|APP)|点击(?:投票|这里|链接|下方|关注)|粉丝福利|我要反馈|新浪声明|扫码|微信号[:：]|(?:商务|广告|内容)合作|"
    r"\bour\s(?:newsletter|app|podcast)\b|\bsign\sup\b|\bsubscrib(?:e|ing)\b|\bfollow\s(?:us|me|him|her)\b|\bemail(?:ing)?\sus\b|\bget\sin\stouch\b|\bcheck\sour\b|\bjoin\sour\b|\bdownload\sour\b|\bwhatsapp\s(?:channel|group)\b|"
    r"\bcontributed\sto\sthis\s(?:report|story|article)\b",
    re.IGNORECASE,
)
"""Words of a line that promotes the outlet: at the very end of a text such a line is none of it."""

PAYWALL = re.compile(
    r"(?:this\s(?:content|article|story)\sis\s(?:reserved\sfor|for|available\s(?:only\s)?to|exclusive\s(?:to|for))\s.{0,30}(?:subscribers|members)|subscribe\s(?:now|today)?\s?to\s(?:read|continue|unlock|access|keep)|"
    r"register\s?/?\s?(?:sign\sin|or\s)?.{0,12}to\s(?:unlock|read|continue)|create\san\s(?:free\s)?account\b|already\s(?:a\ssubscriber|a\smember|have\san\saccount|registered|subscribed)|to\s(?:continue|keep)\sreading\b|"
    r"unlock\s(?:this|more|all|unlimited)\b|you\shave\s(?:reached|read|used)\s(?:your|all)\b|support\s(?:our|independent|the)\s.{0,30}(?:journalism|news)|"
    r"(?:jetzt|hier)\s(?:weiterlesen|abonnieren|freischalten|registrieren)|sie\ssind\s(?:bereits|schon)\s(?:kunde|abonnent)|weiterlesen\smit\b|dieser\sartikel\sist\s.{0,20}(?:abonnenten|exklusiv)|"
    r"tu\ssuscripción\sse\sestá|suscríbete\s(?:para|y)\s|regístrate\s|ya\seres\ssuscriptor|(?:cet\sarticle|la\ssuite)\sest\sréservée?|abonnez-vous\b|déjà\sabonné|questo\sarticolo\sè\sriservato|abbonati\s(?:per|a)\s|"
    r"この記事は(?:会員|有料|有料会員)限定|(?:残り|ここから先は).{0,20}(?:会員|有料)|会員登録(?:する|すると|で)|(?:登录|登入|注册|付费|订阅|开通会员)后?(?:即可|可|才能|继续)?(?:阅读|查看|继续)(?:全文|完整|更多)|(?:剩余|余下).{0,6}(?:内容|全文).{0,10}(?:付费|会员|订阅|购买)|"
    r"(?:本文|该文|此文)(?:为|是)?(?:付费|会员|订阅)(?:内容|文章|专享)|打开.{0,10}(?:APP|客户端|微信)?(?:阅读|查看)(?:全文|更多|完整))",
    re.IGNORECASE,
)
"""A line that asks for money or a login: it and the box it opens are none of the article."""


def is_notice(text: str) -> bool:
    """Tell a disclaimer, a statement of rights, or a request to pay or log in."""
    return bool(STATEMENTS.match(text) or PAYWALL.match(text))
