package io.shuangsuiji.registry;

/** A row of a registry: an object, or what is wrong with the row. */
public sealed interface RegistryRow permits RegistryObject, RejectedRow {
    /**
     * Where the row begins, counted from 1: the physical line of a text file, the row of a sheet, or the position in the
     * array of a JSON file, which may well be one single line.
     */
    long line();
}
