package io.shuangsuiji.draw.crew;

import io.shuangsuiji.draw.lot.HashAlgorithm;
import io.shuangsuiji.plan.Finding;
import io.shuangsuiji.plan.PlanRequest;
import java.util.List;

/**
 * The draw for which inspectors are chosen.
 *
 * @param hash its digest
 * @param commitment digest of its commitment
 * @param request the period, the plan's parameters, and the day as of which objects are classified: from then on visits may be
 *     made
 * @param sequence which draw of the period it is, from 1
 * @param found what was found of the strata that were drawn from; told before what is found of the inspectors
 */
public record Occasion(HashAlgorithm hash, String commitment, PlanRequest request, int sequence, List<Finding> found) {}
