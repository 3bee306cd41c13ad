package org.covalence.spec;

/**
 * A long short-term memory over word vectors with attention pooling (Hochreiter and Schmidhuber
 * 1997; pooling after Yang et al., NAACL 2016, section 2.2).
 */
@Named(value = "lstm", modality = "text", about = "an LSTM over word vectors, pooled by attention")
public record LstmSpec(
    WordSettings words,
    @Setting(
            about = "width of the LSTM's state in each direction",
            value = "64",
            min = 1,
            max = 4096)
        int width,
    @Setting(about = "LSTM layers on top of each other", value = "1", min = 1, max = 8) int layers,
    @Setting(about = "read forwards and backwards", value = "true") boolean bidirectional)
    implements WordEncoderSpec {}
