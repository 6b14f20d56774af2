"""One spelling for words that British and American English write differently.

The rules only have to be the same for texts and for searches; what they make of a word is never shown.
"""

import re

# Beginnings of words, British → American; what follows stays: "behavioural" → "behavioral".
BEGINNINGS = {
    **{
        word: word.replace("our", "or")
        for word in (
            *(
                "armour",
                "behaviour",
                "candour",
                "colour",
                "endeavour",
                "favour",
                "flavour",
                "harbour",
                "honour",
            ),
            *("humour", "labour", "neighbour", "odour", "parlour", "rigour", "rumour", "saviour", "savour"),
            *("splendour", "tumour", "vapour", "vigour"),
        )
    },
    **{
        f"{stem}l{ending}": stem + ending
        for stem in (
            "cancel",
            "channel",
            "fuel",
            "label",
            "level",
            "marvel",
            "model",
            "panel",
            "signal",
            "total",
        )
        for ending in ("ed", "er", "ing")
    },
    **{f"travell{ending}": f"travel{ending}" for ending in ("ed", "er", "ing")},
    "acknowledgement": "acknowledgment",
    "ageing": "aging",
    "aluminium": "aluminum",
    "analogue": "analog",
    "artefact": "artifact",
    "catalogue": "catalog",
    "centre": "center",
    "defence": "defense",
    "dialogue": "dialog",
    "enrolment": "enrollment",
    "fibre": "fiber",
    "fulfilment": "fulfillment",
    "grey": "gray",
    "instalment": "installment",
    "judgement": "judgment",
    "kilometre": "kilometer",
    "licence": "license",
    "litre": "liter",
    "manoeuvre": "maneuver",
    "offence": "offense",
    "plough": "plow",
    "practise": "practice",
    "practising": "practicing",
    "pretence": "pretense",
    "programme": "program",
    "sceptic": "skeptic",
    "skilful": "skillful",
    "theatre": "theater",
    "tyre": "tire",
}
WHOLE = {"enrol": "enroll", "fulfil": "fulfill", "metre": "meter", "metres": "meters"}
BEGINNING = re.compile("|".join(sorted(BEGINNINGS, key=len, reverse=True)))
Z = re.compile(r"(?<=[a-z]{3})iz(?=[aei]|$)|(?<=[a-z]{3})yz(?=[ei]|$)")


def one_spelling(word: str) -> str:
    """Return the word, folded and in small letters, in the spelling that the index uses."""
    word = Z.sub(lambda found: found.group().replace("z", "s"), WHOLE.get(word, word))
    found = BEGINNING.match(word)
    if not found:
        return word
    # "programmed" and "programming" are of "program" already.
    if found.group() == "programme" and word[found.end() :] not in ("", "s"):
        return word
    return BEGINNINGS[found.group()] + word[found.end() :]
