package io.shuangsuiji.registry;

import io.shuangsuiji.sheets.Source;
import io.shuangsuiji.sheets.file.FileFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The samples that come with the service: a registry of made-up objects and the roster that goes with it.
 *
 * @param folder where they lie
 */
public record Samples(Path folder) {
    /** Where the registry lies, whether it is there or not. */
    public Path registry() {
        return folder.resolve("registry.csv");
    }

    /** Where the roster lies, whether it is there or not. */
    public Path roster() {
        return folder.resolve("staffing.csv");
    }

    /** True where there is a sample registry. */
    public boolean any() {
        return Files.exists(registry());
    }

    /** The registry, to be read. */
    public RegistryFile file() throws IOException {
        var source = Source.of(registry());
        return RegistryFile.of(source, FileFormat.of(source, null));
    }
}
