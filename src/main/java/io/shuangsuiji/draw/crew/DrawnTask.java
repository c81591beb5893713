package io.shuangsuiji.draw.crew;

import io.shuangsuiji.registry.RegistryObject;

/**
 * An object that was drawn.
 *
 * @param stratum the stratum that it was drawn in, with the team where teams draw apart
 * @param place its place among those drawn there, from 1
 * @param object as the registry has it
 * @param category its supervision category (监管类别), or null
 */
public record DrawnTask(String stratum, int place, RegistryObject object, String category) {}
