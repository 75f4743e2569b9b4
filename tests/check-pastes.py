#!/usr/bin/python3
"""What people paste from chatbots: one sentence in every dress that it comes
in.  It is found, judged as supported by the paper that it cites, and its
marks do not stay in the sentence."""
import json
import os
import subprocess
import sys
import tempfile

VEILLE = os.environ["VEILLE"]
PAIN = ("Pain fell by 18.4 points with veillase and by 11.2 points with sham "
        "(P = 0.013).")
SLEEP = "Nurses on night shifts slept 5.9 hours on average."
DOLOR = ("La douleur a diminué de 18,4 points sous veillase et de "
         "11,2 points sous placebo (p = 0,013).")
PAPERS = {
    "pain.txt": "Veillase for knee pain: a randomized trial\n"
                "doi:10.5555/pain.1 PMID: 99100001\n\nRESULTS\n\n" + PAIN +
                " Nausea occurred in 14 patients.\n",
    "sleep.txt": "Sleep of nurses: a fictional survey\n"
                 "doi:10.5555/sleep.1 PMID: 99100002\n\nRESULTS\n\n" + SLEEP +
                 " Doctors slept 6.4 hours.\n",
}
LIST = ("\n\n## References\n\n"
        "1. Exemplar A. Veillase for knee pain: a randomized trial. 2024. "
        "doi:10.5555/pain.1\n"
        "2. Modello B. Sleep of nurses: a fictional survey. 2023. "
        "https://doi.org/10.5555/sleep.1?utm_source=chatgpt.com\n")
BOTH = ["pain.txt"], ["sleep.txt"]
# Name, what is pasted, and for each claim the papers it is answered from.
PASTES = [
    ("Markdown", "# Summary\n\n%s [1] %s [2]" % (PAIN, SLEEP) + LIST, BOTH),
    ("plain text", "Summary\n\n%s [1]\n%s [2]" % (PAIN, SLEEP) + LIST, BOTH),
    ("bullets with a bold lead", "- **Pain:** %s [1]\n- **Sleep:** %s [2]"
     % (PAIN, SLEEP) + LIST, BOTH),
    ("numbered list", "1. **Pain** – %s [1]\n2. **Sleep** – %s [2]"
     % (PAIN, SLEEP) + LIST, BOTH),
    ("dots of a text editor", "• %s [1]\n• %s [2]" % (PAIN, SLEEP) + LIST,
     BOTH),
    ("marks before the full stop", "%s [1]. %s [2]."
     % (PAIN[:-1], SLEEP[:-1]) + LIST, BOTH),
    ("several marks", "%s [1][2]" % PAIN + LIST, (["pain.txt", "sleep.txt"],)),
    ("marks with commas", "%s [1, 2]" % PAIN + LIST,
     (["pain.txt", "sleep.txt"],)),
    ("superscripts", "%s¹ %s²" % (PAIN, SLEEP) + LIST, BOTH),
    ("source brackets", "%s【1†source】 %s【2†source】" % (PAIN, SLEEP) + LIST,
     BOTH),
    ("links with tracking", "%s ([10.5555](https://doi.org/10.5555/pain.1"
     "?utm_source=chatgpt.com)) %s ([nurses](https://doi.org/10.5555/"
     "sleep.1?utm_source=openai&fbclid=x))" % (PAIN, SLEEP), BOTH),
    ("PMIDs", "%s (PMID: 99100001) %s (PMID 99100002)"
     % (PAIN[:-1] + ".", SLEEP), BOTH),
    ("names and years", "%s (Exemplar, 2024) %s (Modello et al., 2023)"
     % (PAIN, SLEEP) + LIST, BOTH),
    ("HTML", "<html><body><h1>Summary</h1><p>%s<sup>1</sup></p><ul><li>%s"
     "<sup>2</sup></li></ul><h2>References</h2><ol><li>Exemplar A. "
     "Veillase for knee pain. doi:10.5555/pain.1</li><li>Modello B. Sleep "
     "of nurses. doi:10.5555/sleep.1</li></ol></body></html>"
     % (PAIN, SLEEP), BOTH),
    ("HTML of Word", "<html xmlns:o=\"urn:schemas-microsoft-com:office:"
     "office\"><head><style>p.MsoNormal{margin:0}</style></head><body>"
     "<p class=MsoNormal><b><span style='font-size:12.0pt'>Summary"
     "<o:p></o:p></span></b></p><p class=MsoListParagraph><span style='mso-"
     "list:Ignore'>·<span>&nbsp;&nbsp; </span></span>%s<sup>1</sup><o:p>"
     "</o:p></p><p class=MsoNormal>%s<sup>2</sup></p><p class=MsoNormal>"
     "References</p><p class=MsoNormal>1. Exemplar A. Veillase for knee "
     "pain. doi:10.5555/pain.1</p><p class=MsoNormal>2. Modello B. Sleep of "
     "nurses. doi:10.5555/sleep.1</p></body></html>" % (PAIN, SLEEP), BOTH),
    ("table", "| Outcome | Finding |\n|---|---|\n| Pain | %s [1] |\n"
     "| Sleep | %s [2] |" % (PAIN, SLEEP) + LIST, BOTH),
    # Marks that lead nowhere: any paper may be meant.
    ("marks of a search", "%s citeturn0search1 %s \ue200cite\ue202"
     "turn0search2\ue201" % (PAIN, SLEEP), BOTH),
    ("quotation", "> %s [1]\n\n> %s [2]" % (PAIN, SLEEP) + LIST, BOTH),
    ("emphasis", "Pain fell by **18.4 points** with *veillase* and by "
     "**11.2 points** with sham (*P* = 0.013). [1]" + LIST,
     (["pain.txt"],)),
    ("escapes of Markdown", "Pain fell by 18\\.4 points with veillase and by "
     "11\\.2 points with sham (P = 0\\.013)\\. \\[1\\]" + LIST,
     (["pain.txt"],)),
    ("French typography", DOLOR.replace(" ", "\u00a0", 3) + "\u00a0[1]"
     + LIST, (["pain.txt"],)),
    ("guillemets", "L’étude indique : «\u202f%s\u202f» [1]" % DOLOR[:-1]
     + LIST, (["pain.txt"],)),
]
MARKS = ("[1", "【", "†", "turn0", "\ue200", "**", "<sup", "utm_", "¹", "²",
         "mso-", "\\")


def check(work, text):
    sources = [a for name in PAPERS
               for a in ("--source", os.path.join(work, name))]
    run = subprocess.run([VEILLE, "check", "--json", *sources, "-"],
                         input=text.encode(), capture_output=True,
                         timeout=60, check=False)
    return json.loads(run.stdout)["sentences"]


def fault(sentences, wanted):
    claims = [s for s in sentences if s["verdict"] != "not_a_claim"]
    if len(claims) != len(wanted):
        return "%d claims: %s" % (len(claims), [s["text"] for s in claims])
    for claim, papers in zip(claims, wanted):
        named = {os.path.basename(p["source"]) for p in claim["passages"]}
        if papers[0] not in named:
            return "answered from %s: %s" % (named, claim["text"])
        if [mark for mark in MARKS if mark in claim["text"]]:
            return "marks stay in: %s" % claim["text"]
        if claim["verdict"] not in ("supported", "undecided"):
            return "%s: %s" % (claim["verdict"], claim["text"])
        if claim["verdict"] != "supported" and "douleur" not in claim["text"]:
            return "not supported: %s" % claim["text"]
        if len(papers) > len(claim.get("answers", papers)):
            return "one verdict for several references: %s" % claim["text"]
    return None


def main():
    os.environ["XDG_DATA_HOME"] = work = tempfile.mkdtemp()
    for name, text in PAPERS.items():
        with open(os.path.join(work, name), "w", encoding="utf-8") as file:
            file.write(text)
    print("1..%d" % len(PASTES))
    failed = 0
    for number, (name, text, wanted) in enumerate(PASTES, 1):
        why = fault(check(work, text), wanted)
        print("%sok %d - %s" % ("not " if why else "", number, name))
        if why:
            print("# %s" % why)
        failed += why is not None
    return failed > 0


sys.exit(main())
