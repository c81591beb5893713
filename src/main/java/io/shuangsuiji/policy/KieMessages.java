package io.shuangsuiji.policy;

import static java.util.Map.entry;

import java.util.Map;
import org.kie.dmn.api.core.DMNMessage;

/** Says in Chinese what kind of thing the engine found; its own English words follow, for they name rules and cells. */
final class KieMessages {
    private static final Map<String, String> CHINESE = Map.ofEntries(
            entry("FAILED_XML_VALIDATION", "XML 不合 DMN 规范"),
            entry("INVALID_SYNTAX", "FEEL 表达式语法有误"),
            entry("ERR_COMPILING_FEEL", "FEEL 表达式有误"),
            entry("FEEL_EVALUATION_ERROR", "FEEL 表达式计算出错"),
            entry("REQ_NOT_FOUND", "引用的输入或决策不存在"),
            entry("IMPORT_NOT_FOUND", "引用的 DMN 文件不存在"),
            entry("TYPE_DEF_NOT_FOUND", "引用的类型不存在"),
            entry("TYPE_REF_NOT_FOUND", "引用的类型不存在"),
            entry("MISSING_EXPRESSION", "决策没有内容"),
            entry("MISSING_VARIABLE", "缺少变量"),
            entry("VARIABLE_NAME_MISMATCH", "变量名与元素名不一致"),
            entry("MISSING_TYPE_REF", "缺少类型"),
            entry("MISSING_NAME", "缺少名称"),
            entry("MISSING_OUTPUT_VALUES", "缺少输出取值"),
            entry("DUPLICATE_NAME", "名称重复"),
            entry("INVALID_NAME", "名称不合规"),
            entry("DUPLICATED_ITEM_DEF", "类型名称重复"),
            entry("RELATION_CELL_COUNT_MISMATCH", "关系表某一行的单元格数与列数不符"),
            entry("DMNDI_MISSING_DIAGRAM", "没有图"),
            entry("DMNDI_UNKNOWN_REF", "图中引用了不存在的元素"));

    private KieMessages() {}

    static String inWords(DMNMessage message) {
        var type = String.valueOf(message.getMessageType());
        return CHINESE.getOrDefault(type, "校验未通过") + " / " + type + ": "
                + message.getText().strip();
    }
}
