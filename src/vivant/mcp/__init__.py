"""`vivant mcp`: Vivant as tools, resources and prompts for agents that speak the Model Context Protocol.

    tools.py, shelf.py, prompts.py    what an agent sees
    studio.py                         what stands behind the tools, whoever does the work
    here.py                           the work on this machine: projects in a folder, drawing in a child process
    there.py                          the work on a server with our interface
    desk.py, records.py               long work: begun, followed, cancelled, remembered
    work.py, child.py, hand.py        the work, the child process that it happens in, and who starts it
    projects.py, sheet.py             what is kept of a project, and what it looks like
    serving.py                        stdio and streamable HTTP

Needs the extra `mcp`. Not for making videos; the front door does.
"""
