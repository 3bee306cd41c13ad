package org.covalence.spec;

/**
 * Gated recurrent units over word vectors with attention pooling (Cho et al., EMNLP 2014, section
 * 2.3; pooling after Yang et al., NAACL 2016, section 2.2).
 */
@Named(value = "gru", modality = "text", about = "a GRU over word vectors, pooled by attention")
public record GruSpec(
    WordSettings words,
    @Setting(
            about = "width of the GRU's state in each direction",
            value = "64",
            min = 1,
            max = 4096)
        int width,
    @Setting(about = "GRU layers on top of each other", value = "1", min = 1, max = 8) int layers,
    @Setting(about = "read forwards and backwards", value = "true") boolean bidirectional)
    implements WordEncoderSpec {}
