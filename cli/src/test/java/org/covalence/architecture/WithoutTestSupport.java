package org.covalence.architecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;

/** Leaves out what tests share, which stands in a jar of its own once the build packages it. */
final class WithoutTestSupport implements ImportOption {
  @Override
  public boolean includes(Location location) {
    return !location.contains("/org/covalence/testing/");
  }
}
