"""What a model card says of every newsgrain model, whatever its figures are."""

INTENDED_USE = """\
Primary uses: telling, sentence by sentence, what in an English news document reports, what voices its writer's
opinion and what is padding; counting shares; finding passages worth a human look.

Primary users: readers, newsrooms, researchers, and builders of corpora.

Out of scope: judging whether something is true, whether an outlet is biased or good, or whether a person wrote well;
blocking, ranking or sanctioning anyone or anything without a person who reads the text; languages other than English.

### What the labels do not mean

*Reporting* is not *true*: a reported claim may be false. *Opinion* is not *bad*: columns are made of it. *Padding* is
not *wrong*: it adds nothing to this document. Probabilities are shown with every label because every label can be
wrong."""

FACTORS = """\
What a verdict is likely to depend on: the outlet and its house style (source), the kind of text (genre), where in the
document the sentence stands (position), how long it is (length), the kind of padding, the variety of English, the
period, the parties and countries that a sentence names, and whether a person or a machine wrote it. The groups are of
texts, not of people: who wrote a text is not known to the model and was not recorded."""

METRICS = """\
F1 of each label and their mean (macro-F1), because the labels are unequally frequent and accuracy rewards neglect of
the rare ones; precision and recall apart, because to miss opinion and to allege it do different harm; the Matthews
correlation; calibration, because every label is shown with its probability; risk against coverage, because users may
ask for a least confidence. Decision: the most probable label, without a threshold, unless a user asks for one; what
falls below it is `uncertain`."""

ETHICS = """\
- The model reads published text and needs no data about people. Documents can name people; it keeps nothing of them.
- A wrong `opinion` on a report, or a share that looks like a score, can harm the reputation of an outlet or a writer.
  Show sentences and reasons beside every share; let the people concerned see and dispute them.
- Labels were given by few annotators, after one set of guidelines; other readers would draw some lines elsewhere.
- A text can be written so as to be labelled as its writer wishes. Nothing of weight may be decided on the labels
  alone."""

CAVEATS = """\
- Irony, calm opinion without evaluative words, and praise written as description are often taken for reporting.
- Calls without an addressee are hard to tell from reported calls where the source stands sentences away.
- A sentence alone is judged with less certainty than one inside its document.
- Texts unlike the training corpora (other subjects, other periods, transcripts, social media) are judged worse: label
  some documents of your own and run `newsgrain evaluate` before you rely on a figure."""
