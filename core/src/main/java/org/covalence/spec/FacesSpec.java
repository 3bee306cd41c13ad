package org.covalence.spec;

/**
 * Faces in the picture and their expression, by networks that come with the program: MTCNN (Zhang
 * et al. 2016) and mini-XCEPTION (Arriaga et al. 2017).
 */
@Named(
    value = "faces",
    modality = "image",
    about = "faces in the picture and their expression; beside another encoder of the picture")
public record FacesSpec(
    @Setting(
            about = "dropout on the features of the picture",
            value = "0.5",
            off = "0",
            min = 0,
            max = 0.95)
        double pooledDropout)
    implements EncoderSpec {
  @Override
  public boolean frozen() {
    return true;
  }
}
