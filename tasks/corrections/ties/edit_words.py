"""What a notice without values says of its edit: something went, came, or stood elsewhere.

Words of all languages together; a star stands for any ending.
"""

import re


def _listed(words: str) -> re.Pattern[str]:
    expressions = (re.escape(word).replace(r"\*", r"\w*") for word in words.split())
    return re.compile(rf"(?<!\w)(?:{'|'.join(expressions)})(?!\w)")


REMOVED = _listed("""
    remov* delet* omitted withdrawn struck stripped
    entfernt gestrichen gelöscht herausgenommen
    supprim* retiré* enlev*
    elimin* suprim* borrad* retirad*
    rimoss* cancellat* tolt*
    removid* excluíd* apagad*
    verwijderd geschrapt weggehaald
    borttag* tagits raderat* fjernet slettet
""")

ADDED = _listed("""
    add adds added adding includ* appended expanded inserted
    ergänzt hinzugefügt nachgetragen erweitert
    ajout* complété* enrichi*
    añadi* añade agreg* incorpor*
    aggiun* integrat*
    acrescent* adicion* inclui* incluí*
    toegevoegd aangevuld uitgebreid
    tillagd* tillagt tilføjet supplert*
""")

HEADLINE = _listed("""
    headline* überschrift* schlagzeile* titel titels titre titres titular titulares título títulos
    titolo titoli manchete* kop rubrik* overskrift* tittel*
""")

PICTURE = _listed("""
    caption* photo* picture* graphic* chart*
    bildunterschrift* bildtext* bildlegende* foto* grafik*
    légende* infograph* leyenda* didascali* legenda* infográfico*
    onderschrift* fotobijschrift* bijschrift* bildtext* billedtekst* bildetekst*
""")
