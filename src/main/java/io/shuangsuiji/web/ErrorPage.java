package io.shuangsuiji.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.shuangsuiji.sheets.FieldProblem;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** A problem as people read it: a browser that opens a page gets one in Chinese, with what to do; systems get the problem. */
public class ErrorPage {
    /** Of a page. */
    public static final MediaType HTML = new MediaType("text", "html", "UTF-8");

    @CheckedTemplate(basePath = "", requireTypeSafeExpressions = false)
    static class Templates {
        static native TemplateInstance error(int status, String title, List<String> lines, String advice, Way back);

        private Templates() {}
    }

    /** Where one goes on from the error. */
    record Way(String href, String words) {}

    /** In the place of the problem that a resource answers with. */
    @ServerResponseFilter
    void page(ContainerResponseContext response, RoutingContext routing) {
        if (response.getEntity() instanceof Problem problem && Requests.fromBrowser(routing.request())) {
            response.setEntity(html(problem, routing.normalizedPath()), null, HTML);
        }
    }

    /** The page of a problem with the path that was asked for; needs nothing that knows the visitor, so it is there at all times. */
    public static String html(Problem problem, String path) {
        var lines = Stream.concat(
                        problem.detail().lines(), problem.errors().stream().map(ErrorPage::words))
                .map(FieldProblem::chinese)
                .filter(line -> !line.isBlank())
                .distinct()
                .toList();
        return Templates.error(
                        problem.status(),
                        FieldProblem.chinese(problem.title()),
                        lines,
                        advice(problem.status()),
                        back(problem.status(), path))
                .render();
    }

    private static String words(Problem.Place place) {
        return place.parameter() == null ? place.detail() : place.parameter() + "：" + place.detail();
    }

    private static String advice(int status) {
        return switch (status) {
            case 401 -> "请先登录，再重新操作。";
            case 403 -> "请用有权限的用户登录；没有这样的用户，请管理员增加角色。";
            case 404 -> "地址可能写错了，或者内容已过期、已移走。请从上面的导航重新进入。";
            case 405 -> "这个地址不能直接打开，多半是提交后又重新载入了它。请回到原来的页面重新操作。";
            case 408, 429, 502, 503, 504 -> "请稍候再试；一直如此，请告诉管理员。";
            case 409, 412 -> "请回到原来的页面，看现在的情况再操作。";
            case 413 -> "文件太大：请删去不用的工作表，或拆成几个文件再上传。";
            case 507 -> "请告诉管理员；清理以后再试。";
            default -> status >= 500 ? "这不是您操作有误。请把编号告诉管理员，稍后再试。" : "请返回上一页，更正后再试。";
        };
    }

    private static Way back(int status, String path) {
        var parts = path.split("/");
        var first = parts.length > 1 ? parts[1] : "";
        return switch (first) {
            case "drafts" ->
                parts.length > 2 && status != 404 ? new Way("/drafts/" + parts[2], "回到草案") : new Way("/drafts", "回到修订");
            case "plan", "plan-workbooks" -> new Way("/plan", "回到编制方案");
            case "draw" -> new Way("/draw", "回到抽取");
            case "policy" -> new Way("/policy", "回到政策表");
            case "scenarios" -> new Way("/scenarios", "回到场景");
            case "login" -> new Way("/login", "去登录");
            default -> new Way("/", "回到首页");
        };
    }
}
