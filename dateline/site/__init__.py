"""The site: a plan of pages, views, templates, feeds, search, and the preview server.

The pipeline calls ``plan_site``, makes one ``Renderer`` a process and writes what ``Renderer.render`` returns with
``write_file``.
"""
