package io.shuangsuiji.web;

import io.quarkus.arc.Unremovable;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the resources offer at a path, read off their annotations: an error says what would have been right. */
@Singleton
@Unremovable
public class RouteCatalog {
    private record Offer(String template, Pattern path, String method, List<String> consumes, List<String> produces) {}

    private final List<Offer> all = new ArrayList<>();

    @Inject
    RouteCatalog(BeanManager beans) {
        beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
                .map(bean -> bean.getBeanClass())
                .filter(resource -> resource.isAnnotationPresent(Path.class))
                .distinct()
                .forEach(resource -> Stream.of(resource.getMethods()).forEach(method -> add(resource, method)));
    }

    /** Everything, each as method and path. */
    List<String> calls() {
        return all.stream()
                .map(offer -> offer.method() + " " + offer.template())
                .distinct()
                .toList();
    }

    /** The methods that the path has. */
    List<String> methods(String path) {
        return at(path).map(Offer::method).distinct().sorted().toList();
    }

    /** The media types that the path takes by this method. */
    public List<String> consumed(String method, String path) {
        return types(method, path, Offer::consumes);
    }

    /** The media types that the path answers with by this method. */
    List<String> produced(String method, String path) {
        return types(method, path, Offer::produces);
    }

    private List<String> types(String method, String path, Function<Offer, List<String>> which) {
        return at(path).filter(offer -> offer.method().equals(method))
                .flatMap(offer -> which.apply(offer).stream())
                .distinct()
                .toList();
    }

    private Stream<Offer> at(String path) {
        return all.stream().filter(offer -> offer.path().matcher(path).matches());
    }

    private void add(Class<?> resource, Method method) {
        for (var annotation : method.getAnnotations()) {
            var verb = annotation.annotationType().getAnnotation(HttpMethod.class);
            if (verb != null) {
                var template = template(resource, method);
                all.add(new Offer(
                        template,
                        pattern(template),
                        verb.value(),
                        values(resource, method, Consumes.class, Consumes::value),
                        values(resource, method, Produces.class, Produces::value)));
            }
        }
    }

    private static String template(Class<?> resource, Method method) {
        var path = resource.getAnnotation(Path.class).value();
        if (method.isAnnotationPresent(Path.class)) {
            path += "/" + method.getAnnotation(Path.class).value();
        }
        return ("/" + path).replaceAll("/+", "/");
    }

    private static Pattern pattern(String template) {
        return Pattern.compile((template + "/").replaceAll("/+", "/").replaceAll("\\{[^}]*}", "[^/]+") + "?");
    }

    private static <A extends Annotation> List<String> values(
            Class<?> resource, Method method, Class<A> kind, Function<A, String[]> value) {
        var annotation = method.isAnnotationPresent(kind) ? method.getAnnotation(kind) : resource.getAnnotation(kind);
        return annotation == null ? List.of() : Arrays.asList(value.apply(annotation));
    }
}
