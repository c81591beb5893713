package io.shuangsuiji.model;

import io.shuangsuiji.model.xml.DmnFile;
import io.shuangsuiji.model.xml.XmlText.Element;
import java.util.List;
import java.util.Optional;

/** What the decisions and functions of a model rest on. */
public final class Requirements {
    private Requirements() {}

    /** The decisions and functions of the same file that an element directly requires, as the file lists them. */
    public static List<Element> of(DmnFile file, Element element) {
        return element.children().stream()
                .filter(child -> child.name().endsWith("Requirement"))
                .flatMap(requirement -> requirement.children().stream())
                .filter(required -> required.name().equals("requiredDecision")
                        || required.name().equals("requiredKnowledge"))
                .map(required -> required.attribute("href"))
                .filter(href -> href != null && href.startsWith("#"))
                .map(href -> file.at(href.substring(1)))
                .flatMap(Optional::stream)
                .toList();
    }
}
