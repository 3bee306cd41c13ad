package org.covalence.text;

/** How the token states of a sentence encoder become one vector: as it was trained to be read. */
public enum SentencePooling {
  /** Their mean over all tokens (Reimers and Gurevych, EMNLP 2019, section 3). */
  MEAN,
  /** The state of the token that begins every text (Devlin et al., NAACL 2019, section 3). */
  FIRST
}
