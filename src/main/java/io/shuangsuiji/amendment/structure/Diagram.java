package io.shuangsuiji.amendment.structure;

import io.shuangsuiji.model.xml.XmlText.Element;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The diagram of a file, kept in step with what is added and deleted; a file without one stays without. */
final class Diagram {
    private static final BigDecimal GAP = BigDecimal.valueOf(80);
    private static final BigDecimal HALF = new BigDecimal("0.5");

    private final FileEdit edit;
    private final List<Element> shapes = new ArrayList<>();
    private final List<Element> edges = new ArrayList<>();
    /** By the id of what is shown. */
    private final Map<String, Box> boxes = new HashMap<>();

    private record Box(BigDecimal x, BigDecimal y, BigDecimal width, BigDecimal height) {
        static Box of(Element bounds) {
            return new Box(number(bounds, "x"), number(bounds, "y"), number(bounds, "width"), number(bounds, "height"));
        }

        private static BigDecimal number(Element bounds, String name) {
            try {
                return new BigDecimal(Objects.requireNonNullElse(bounds.attribute(name), "0"));
            } catch (NumberFormatException drawnElsewhere) {
                return BigDecimal.ZERO;
            }
        }

        BigDecimal bottom() {
            return y.add(height);
        }

        String point(String prefix, BigDecimal atY) {
            return "<" + prefix + "waypoint x=\"" + text(x.add(width.multiply(HALF))) + "\" y=\"" + text(atY) + "\"/>";
        }
    }

    Diagram(FileEdit edit) {
        this.edit = edit;
        collect(edit.file().xml().root());
    }

    private void collect(Element element) {
        for (var child : element.children()) {
            switch (child.localName()) {
                case "DMNShape" -> {
                    shapes.add(child);
                    child.children().stream()
                            .filter(inside -> inside.localName().equals("Bounds"))
                            .findFirst()
                            .ifPresent(bounds -> boxes.put(child.attribute("dmnElementRef"), Box.of(bounds)));
                }
                case "DMNEdge" -> edges.add(child);
                case "DMNDI", "DMNDiagram" -> collect(child);
                default -> {}
            }
        }
    }

    /** Shows a new element below all others. */
    void show(String id) {
        if (shapes.isEmpty() || boxes.isEmpty()) {
            return;
        }
        var last = shapes.get(shapes.size() - 1);
        var like = boxes.values().iterator().next();
        var left = boxes.values().stream().map(Box::x).reduce(like.x(), BigDecimal::min);
        var lowest = boxes.values().stream().map(Box::bottom).reduce(like.bottom(), BigDecimal::max);
        var box = new Box(left, lowest.add(GAP), like.width(), like.height());
        boxes.put(id, box);
        var bounds = last.children().stream()
                .filter(inside -> inside.localName().equals("Bounds"))
                .map(Element::prefix)
                .findFirst()
                .orElse(last.prefix());
        edit.after(
                last,
                "<~DMNShape id=" + FileEdit.quoted(edit.id(id + "-shape")) + " dmnElementRef=" + FileEdit.quoted(id)
                        + ">\n  <" + bounds + "Bounds x=\"" + text(box.x()) + "\" y=\"" + text(box.y()) + "\" width=\""
                        + text(box.width()) + "\" height=\"" + text(box.height()) + "\"/>\n</~DMNShape>");
    }

    /** Shows a new requirement as a line, where both its ends are shown. */
    void connect(String requirement, String required, String requiring) {
        var from = boxes.get(required);
        var to = boxes.get(requiring);
        if (from == null || to == null || edges.isEmpty()) {
            return;
        }
        var last = edges.get(edges.size() - 1);
        var point = last.children().stream()
                .filter(inside -> inside.localName().equals("waypoint"))
                .map(Element::prefix)
                .findFirst()
                .orElse("di:");
        edit.after(
                last,
                "<~DMNEdge id=" + FileEdit.quoted(edit.id(requirement + "-edge")) + " dmnElementRef="
                        + FileEdit.quoted(requirement) + ">\n  " + from.point(point, from.y()) + "\n  "
                        + to.point(point, to.bottom()) + "\n</~DMNEdge>");
    }

    /** Shows these elements no longer. */
    void forget(Set<String> ids) {
        shapes.stream()
                .filter(shape -> ids.contains(shape.attribute("dmnElementRef")))
                .forEach(edit::remove);
        edges.stream()
                .filter(edge -> ids.contains(edge.attribute("dmnElementRef")))
                .forEach(edit::remove);
    }

    private static String text(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
