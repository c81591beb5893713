package io.shuangsuiji.bench;

import com.gs.dmn.dialect.JavaTimeDMNDialectDefinition;
import com.gs.dmn.log.NopBuildLogger;
import com.gs.dmn.runtime.ExecutionContextBuilder;
import com.gs.dmn.serialization.DefaultTypeDeserializationConfigurer;
import com.gs.dmn.transformation.InputParameters;
import com.gs.dmn.transformation.NopDMNTransformer;
import com.gs.dmn.transformation.lazy.NopLazyEvaluationDetector;
import com.gs.dmn.transformation.template.TreeTemplateProvider;
import com.gs.dmn.validation.NopDMNValidator;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * The same models, translated to Java by Goldman Sachs' jDMN and compiled when the benchmark starts. jDMN 9.0.0 reads
 * neither type constraints nor annotations and resolves no imported types, so that it is given the models without the
 * first two and with the vocabulary written into them. It gives null for a COLLECT table of which no row matches, and then
 * no answer at all: it is timed on the other objects only.
 */
final class Jdmn {
    // the reason of every missing answer is logged with its stack trace
    private static final Logger LOG = Logger.getLogger("com.gs");
    private static final Object CONTEXT = ExecutionContextBuilder.executionContext().build();

    private final Object[] objects = new Object[Cases.COUNT];
    private final MethodHandle classify;
    private final MethodHandle size;
    private final MethodHandle category;
    private final MethodHandle triggers;
    private final MethodHandle required;

    Jdmn(Cases cases) {
        LOG.setLevel(Level.OFF);
        try {
            var classification = translated("classification");
            var quota = translated("quota");
            classify = entry(classification.loadClass("generated.Classification"));
            size = entry(quota.loadClass("generated.Quota"));
            var result = classification.loadClass("generated.type.判定结果");
            category = getter(result, "getCategory");
            triggers = getter(result, "getTriggers");
            required = getter(quota.loadClass("generated.type.配额结果"), "getRequired");
            var type = classification.loadClass("generated.type.检查对象Impl");
            for (int i = 0; i < objects.length; i++) {
                objects[i] = type.getConstructor().newInstance();
                for (var fact : ((Map<?, ?>) cases.maps.get(i).get("object")).entrySet()) {
                    setter(type, (String) fact.getKey()).invoke(objects[i], fact.getValue());
                }
            }
        } catch (ReflectiveOperationException | IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    Object classify(Cases cases, int index) {
        var inputs = cases.maps.get(index);
        try {
            return (Object) classify.invokeExact(
                    inputs.get("evaluationDate"), objects[index], inputs.get("taskType"), CONTEXT);
        } catch (Throwable failed) {
            throw new IllegalStateException(failed);
        }
    }

    Object size(Cases cases, int index, Object ofCategory) {
        try {
            return (Object) size.invokeExact(
                    ofCategory,
                    ((Map<?, ?>) cases.maps.get(index).get("object")).get("objectType"),
                    (Object) BigDecimal.valueOf(Cases.OFFICERS),
                    (Object) BigDecimal.valueOf(Cases.PARTICIPATING),
                    (Object) BigDecimal.valueOf(cases.populations[index]),
                    (Object) BigDecimal.ONE,
                    CONTEXT);
        } catch (Throwable failed) {
            throw new IllegalStateException(failed);
        }
    }

    Object category(Object classification) {
        return get(category, classification);
    }

    int triggers(Object classification) {
        return ((List<?>) get(triggers, classification)).size();
    }

    /** True where it gives an answer. */
    boolean answers(Cases cases, int index) {
        var classification = classify(cases, index);
        return classification != null && get(triggers, classification) != null;
    }

    Object required(Object quota) {
        return get(required, quota);
    }

    private static Object get(MethodHandle getter, Object of) {
        try {
            return (Object) getter.invokeExact(of);
        } catch (Throwable failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static MethodHandle entry(Class<?> decision) throws ReflectiveOperationException {
        var apply = Stream.of(decision.getMethods())
                .filter(method -> method.getName().equals("apply") && !method.isBridge() && !method.isVarArgs())
                .filter(method -> method.getParameterCount() > 3)
                .findFirst()
                .orElseThrow();
        return MethodHandles.lookup()
                .unreflect(apply)
                .bindTo(decision.getMethod("instance").invoke(null))
                .asType(MethodType.genericMethodType(apply.getParameterCount()));
    }

    private static MethodHandle getter(Class<?> type, String name) throws ReflectiveOperationException {
        return MethodHandles.lookup().unreflect(type.getMethod(name)).asType(MethodType.genericMethodType(1));
    }

    private static Method setter(Class<?> type, String field) {
        var name = "set" + Character.toUpperCase(field.charAt(0)) + field.substring(1);
        return Stream.of(type.getMethods())
                .filter(method -> method.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static ClassLoader translated(String model) throws IOException {
        var folder = Files.createTempDirectory("jdmn");
        var source = Files.createDirectories(folder.resolve("dmn")).resolve(model + ".dmn");
        var java = Files.createDirectories(folder.resolve("java"));
        var classes = Files.createDirectories(folder.resolve("classes"));
        Files.writeString(source, Sources.selfContained(model));
        new JavaTimeDMNDialectDefinition()
                .createDMNToNativeTransformer(
                        new NopDMNValidator(),
                        new NopDMNTransformer<>(),
                        new TreeTemplateProvider(),
                        new NopLazyEvaluationDetector(),
                        new DefaultTypeDeserializationConfigurer(),
                        new InputParameters(Map.of(
                                "dmnVersion", "1.5",
                                "modelVersion", "1",
                                "platformVersion", "1",
                                "javaRootPackage", "generated",
                                "singletonDecision", "true")),
                        new NopBuildLogger())
                .transform(source, java);
        var arguments = new ArrayList<>(List.of(
                "-proc:none", "-nowarn", "-d", classes.toString(), "-cp", System.getProperty("java.class.path")));
        try (var files = Files.walk(java)) {
            files.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(arguments::add);
        }
        if (ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)) != 0) {
            throw new IllegalStateException("jDMN's translation of " + model + " does not compile");
        }
        return new URLClassLoader(new URL[] {classes.toUri().toURL()}, Jdmn.class.getClassLoader());
    }
}
