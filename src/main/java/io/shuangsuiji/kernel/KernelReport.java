package io.shuangsuiji.kernel;

import java.time.Duration;

/**
 * How a model is answered, and why.
 *
 * @param model its name
 * @param path by what
 * @param reason in words, Chinese and English, why not all of it is fast; empty where it is
 * @param combinations of classes of its inputs; 0 where there is no kernel, or one that looks the rows up
 * @param left combinations that are left to KIE
 * @param outcomes different answers; 0 where they are not known beforehand
 * @param cases that were compared with KIE before the kernel was let serve
 * @param unreached situations of decisions for which no allowed input was found to compare
 * @param took to build and compare; zero where an equal model had been proved before
 */
public record KernelReport(
        String model,
        Path path,
        String reason,
        int combinations,
        int left,
        int outcomes,
        int cases,
        int unreached,
        Duration took) {
    /** By what a model is answered. */
    public enum Path {
        /** The kernel answers every input that the types allow. */
        KERNEL,
        /** The kernel answers, but for some combinations of inputs. */
        KERNEL_AND_KIE,
        /** KIE's interpreter answers. */
        KIE
    }

    static KernelReport lookup(String model, EquivalenceCheck.Proof proof, Duration took) {
        return new KernelReport(model, Path.KERNEL, "", 0, 0, 0, proof.cases(), proof.unreached(), took);
    }

    static KernelReport kie(String model, String chinese, String english, int cases) {
        return new KernelReport(model, Path.KIE, chinese + " / " + english, 0, 0, 0, cases, 0, Duration.ZERO);
    }
}
