"""The HTTP interface: thin routes over `vivant.jobs`, in the wire format that public agent skills already speak.

    routes/      one file a subject; they translate and call
    callers      who asks and what they may do        messages     start, attach or replay a run
    taking       files into a project                 submission   what is to be exported
    events, telling, stream                           the event stream: shapes, translation, bytes
    answers      the envelope and the table of errors framing      headers, failures, one log line an answer
    connection, bodies, fetching, intake, strip       what comes from outside, with its limits

Not for rules, accounts or work, which are in `vivant.jobs`.
"""

from vivant.server.app import create_app

__all__ = ["create_app"]
