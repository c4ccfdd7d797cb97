"""How often words stand in text about health: what a pattern is watched by is chosen by it.

A wrong figure costs time and changes nothing that is found.
"""

from __future__ import annotations

from healthlint.words import NUMBER

_CLASSES = {
    50: """
        , .
    """,
    28: """
        the and
    """,
    20: """
        of to a
    """,
    12: """
        in for is
    """,
    7: """
        with or that your ) ( as can : are you cancer
    """,
    4: """
        have it may be from blood has help this on by pain treatment also -- an
    """,
    2: """
        not symptoms people health if been other body used more diabetes anti use covid at disease such
        i risk these which some [ ] about who patients effects inflammation reduce vitamin ? prevent
        immune when they cells
    """,
    1: """
        cbd studies its one levels kratom high natural type most arthritis helps clinical their system
        many depression inflammatory support but after our shown effective therapy treat skin all will
        than how problems / research care heart anxiety weight take ! there cholesterol against lower
        any c taking virus get sugar well opioid should withdrawal do properties pressure my like
        medical glucose doctor joint acid we chronic time no cause include diseases up conditions # into
        benefits being including alcohol was coronavirus trials study found food control fatigue insulin
        out relief those need o medicine what liver disorders medicines information drug product over
        infections healthy called even prostate sleep
    """,
    0.5: """
        ; breast viruses prevention new often side potential day % make find known during through cell
        only loss infection using children related rheumatoid women had before oil severe improve it's
        see test bacteria while drugs best viral activity supplement brain common reducing work flu days
        them associated reduces protect fight long keep spread so both first silver tissue physical
        treatments years surgery following pubmed damage stage radiation because types results national
        products relieve two abstract very causes important function muscle learn safe insomnia disorder
        without part medications level having way free however ingredients tumor better combination
        factors osteoarthritis does family effect contains increase person cure stress stop adults low
        management extract daily certain mental fat syndrome dose role feel ability essential substance
        chemotherapy good et vaccine age joints were powerful allergies collagen getting off trial check
        due now active different within back especially several recovery cold normal growth ways provide
        increased medication life caused tests available supplements older usually reduced decrease
        energy addiction early b possible just much where manage d show evidence stomach every treating
        ii made provider don't condition higher
    """,
    0.25: """
        others works you're obesity bacterial go weeks milk form serious healing formula another taken
        alternative months contact lung preventing hormone smoking zinc changes men drinking
        prescription might least could exercise proven antibacterial significant nerve en know making
        eye recommended around bone aid magnesium kidney avoid bladder cardiovascular helping
        individuals lead based uses number small eyes less under digestive right tract resistance oral
        develop too key term talk pancreatic safety response dietary increases antiviral guidance
        prescribed cases then institute call great each managing down patient cough specific illness
        overweight stroke reduction fighting colloidal example administration away primary between start
        prediabetes process treated plant times three boost whether positive fda enzymes action sick
        colds swelling hands likely naturally states home same nose issues mild tested developing acne
        herbal tissues receptors recommend mg eating abuse feeling benefit group week lungs fever few
        cancers multiple mouth * ingredient range sometimes human strong done signs protection water
        improved quality feet given enough beneficial why diet blend someone foods significantly summary
        affect kill hours dosage percent non dry lymph suggest shows result attention problem yourself
        fungal alzheimer immunity needed able quit maintain linked history protein vessels doctors among
        alleviate gp remove increasing standard designed vitamins parasites headaches full neuropathy
        nausea opioids try overall become cream throat hand services ascorbate ascorbic activities
        appetite general compounds production release mood plan parts area approach asthma current still
        risks carcinoma injury options scientific diabetic areas corona baby supports osteoporosis bad
        stay us approved improves working herbs although until substances
    """,
}
"""About how often a word stands in 1,000 words, counted in articles, leaflets and shop pages and rounded."""

_FREQUENCIES = {word: frequency for frequency, words in _CLASSES.items() for word in words.split()} | {NUMBER: 15.0}

_RARE = 0.02
"""The same of any other word of the lists, on the average."""


def frequency_of(sequence: tuple[str, ...]) -> float:
    """About how often a row of words stands in 1,000 words: as often as its rarest, a fifth of it for each further."""
    return min([_FREQUENCIES.get(key, _RARE) for key in sequence]) * 0.2 ** (len(sequence) - 1)
