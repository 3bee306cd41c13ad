package org.covalence.spec;

/**
 * What a sentiment lexicon and the surface of a text say: VADER's scores and counts (Hutto and
 * Gilbert, ICWSM 2014), nothing learnt.
 */
@Named(
    value = "lexicon",
    modality = "text",
    about = "scores and counts of the sentiment lexicon VADER and of the surface of the text")
public record LexiconSpec(
    @Setting(
            about = "dropout on features of frozen encoders of the text",
            value = "0.4",
            off = "0",
            min = 0,
            max = 0.95)
        double featuresDropout)
    implements FrozenTextSpec {}
