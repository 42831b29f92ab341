"""The kind of work that a narrative begins with, and its UTBMS code."""

import re

# The activity set of the Uniform Task-Based Management System, as the American Bar
# Association publishes it (litigation code set, A101 to A111).
CODES = {
    "Plan and prepare": "A101",
    "Research": "A102",
    "Draft": "A103",
    "Review": "A104",
    "Internal communication": "A105",
    "Call": "A106",
    "Email": "A106",
    "Letter": "A106",
    "Meeting": "A106",
    "Communication with counsel": "A107",
    "Communication with others": "A108",
    "Attendance": "A109",
    "File management": "A110",
    "Travel": "A111",
    "Advice": "A111",
}

_STEMS = {
    "Call": "call calls called calling phone phoned phoning telephone telephoned tc t/c tcw "
    "teleconference telcon voicemail ring rang tel",
    "Email": "email emails emailed emailing e-mail e-mails e-mailed e-mailing corresponding "
    "correspondence corr",
    "Letter": "letter letters ltr ltrs fax faxed",
    "Meeting": "meeting meet met mtg conference conf conferring conferred conferencing "
    "zoom teams interview interviewing interviewed instructions",
    "Draft": "draft drafts drafted drafting redraft redrafting redrafted settle settling settled "
    "revise revised revising amend amended amending prepare-draft finalise finalised "
    "finalising finalize finalizing finalized edit edited editing mark-up markup write "
    "writing wrote engross engrossing",
    "Review": "review reviews reviewed reviewing rvw rev read reading peruse perused perusing "
    "perusal consider considered considering analyse analysed analysing analyze analyzing "
    "inspect inspecting check checked checking examine examining",
    "Research": "research researched researching",
    "Attendance": "attend attends attended attending attendance appear appeared appearing "
    "appearance mention hearing trial mediation court callover directions",
    "Plan and prepare": "prepare prepared preparing preparation prep plan planning planned "
    "strategy",
    "File management": "file filing filed lodge lodged lodging serve served serving collate "
    "collating index indexing scan scanning organise organising bundle bundling arrange "
    "arranging discovery",
    "Travel": "travel travelled travelling traveling traveled drive driving",
    "Advice": "advise advised advising advice",
}
_NAME_OF = {word: name for name, words in _STEMS.items() for word in words.split()}
_FIRST = re.compile(
    r"(?:further |brief |short |long |initial |urgent |t/f |final )*([\w/-]+)"
)

#: Words that begin a piece of work; never a matter's name on their own.
WORDS = frozenset(_NAME_OF)


def name(narrative: str) -> str | None:
    """Return the activity that *narrative* begins with, or None.

    >>> name("call re scheduling"), name("Perusing lease"), name("Smith")
    ('Call', 'Review', None)
    """
    found = _FIRST.match(narrative.lower())
    return _NAME_OF.get(found[1]) if found else None
