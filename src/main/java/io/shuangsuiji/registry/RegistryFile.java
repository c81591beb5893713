package io.shuangsuiji.registry;

import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.sheets.Sheet;
import io.shuangsuiji.sheets.Source;
import io.shuangsuiji.sheets.file.FileFormat;
import java.io.IOException;

/** A registry that can be read as often as need be, by any edition. */
public interface RegistryFile {
    /**
     * Opens it.
     *
     * @throws io.shuangsuiji.sheets.UnreadableFile where it is no registry for that edition
     */
    RegistryReader open(Edition edition) throws IOException;

    /** SHA-256 of its bytes; empty where it is a part of another file. */
    String digest() throws IOException;

    /** A file of its own, of which the format is known by {@link FileFormat#of}. */
    static RegistryFile of(Source file, FileFormat format) {
        return new RegistryFile() {
            @Override
            public RegistryReader open(Edition edition) throws IOException {
                return RegistryReader.open(file, format, edition);
            }

            @Override
            public String digest() throws IOException {
                return RegistryReader.digest(file);
            }
        };
    }

    /** One sheet of a workbook that is otherwise about something else. */
    static RegistryFile of(Sheet sheet) {
        return new RegistryFile() {
            @Override
            public RegistryReader open(Edition edition) throws IOException {
                return RegistryReader.open(sheet, edition);
            }

            @Override
            public String digest() {
                return "";
            }
        };
    }
}
