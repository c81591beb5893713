package io.shuangsuiji.registry;

/** A row of a registry: an object, or what is wrong with the row. */
public sealed interface RegistryRow permits RegistryObject, RejectedRow {
    /** The sheet on which the row stands; null where the file has no sheets. */
    String sheet();

    /**
     * Where the row begins, counted from 1: the physical line of a text file, the row of a sheet, or the position in the
     * array of a JSON file, which may well be one single line.
     */
    long line();

    /** The place as people say it: {@code 名录 第 12 行}. */
    default String place() {
        return (sheet() == null ? "" : sheet() + " ") + "第 " + line() + " 行";
    }
}
