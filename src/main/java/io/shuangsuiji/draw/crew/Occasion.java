package io.shuangsuiji.draw.crew;

import io.shuangsuiji.calendar.Period;
import io.shuangsuiji.draw.lot.HashAlgorithm;
import java.time.LocalDate;

/**
 * The draw for which inspectors are chosen.
 *
 * @param hash its digest
 * @param commitment digest of its commitment
 * @param period the period drawn for
 * @param sequence which draw of the period it is, from 1
 * @param day as of which objects are classified: from then on visits may be made
 */
public record Occasion(HashAlgorithm hash, String commitment, Period period, int sequence, LocalDate day) {}
