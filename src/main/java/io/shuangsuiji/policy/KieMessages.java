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
            entry("DECISION_TABLE_ANALYSIS_ERROR", "决策表无法分析"),
            entry("DECISION_TABLE_GAP", "决策表有空缺：有的输入没有适用的行"),
            entry("DECISION_TABLE_OVERLAP", "决策表有重叠：有的输入适用不止一行"),
            entry("DECISION_TABLE_OVERLAP_HITPOLICY_UNIQUE", "命中策略为唯一，但有的输入适用不止一行"),
            entry("DECISION_TABLE_OVERLAP_HITPOLICY_ANY", "命中策略为任一，但重叠的行结果不同"),
            entry("DECISION_TABLE_HITPOLICY_FIRST", "命中策略为首行，行的次序影响结果"),
            entry("DECISION_TABLE_MASKED_RULE", "有的行永远轮不到"),
            entry("DECISION_TABLE_MISLEADING_RULE", "有的行会被误读：它与优先的行重叠"),
            entry("DECISION_TABLE_SUBSUMPTION_RULE", "有的行已被另一行包含"),
            entry("DECISION_TABLE_CONTRACTION_RULE", "有的行可以合并"),
            entry("DECISION_TABLE_1STNFVIOLATION", "有重复的行"),
            entry("DECISION_TABLE_2NDNFVIOLATION", "有的输入列不影响结果"),
            entry("FAILED_VALIDATION", "有文件未通过校验，其余文件未再校验"),
            entry("ERR_EVAL_CTX", "上下文计算出错"),
            entry("ERROR_EVAL_NODE", "决策计算出错"),
            entry("EXPR_TYPE_NOT_SUPPORTED_IN_NODE", "不支持的表达式种类"),
            entry("PARAMETER_MISMATCH", "函数的参数不符"),
            entry("UNSUPPORTED_ELEMENT", "不支持的元素"),
            entry("INVALID_ATTRIBUTE_VALUE", "属性值不合规"),
            entry("ILLEGAL_USE_OF_NAME", "此处不能有名称"),
            entry("ILLEGAL_USE_OF_TYPEREF", "此处不能有类型"),
            entry("INVALID_HREF_SYNTAX", "引用的写法有误"),
            entry("DUPLICATED_PARAM", "参数名称重复"),
            entry("TYPEREF_MISMATCH", "声明的两处类型不一致"),
            entry("DUPLICATED_RELATION_COLUMN", "关系表的列名重复"),
            entry("RELATION_CELL_NOT_LITERAL", "关系表的单元格不是文字表达式"),
            entry("DECISION_NOT_FOUND", "决策不存在"),
            entry("DECISION_TABLE_ANALYSIS_EMPTY", "决策表没有行，无从分析"),
            entry("DECISION_TABLE_HITPOLICY_RECOMMENDER", "命中策略可以改用别的"),
            entry("INVOCATION_ERROR", "调用出错"),
            entry("DMNDI_MISSING_DIAGRAM", "没有图"),
            entry("DMNDI_UNKNOWN_REF", "图中引用了不存在的元素"));

    private KieMessages() {}

    static String inWords(DMNMessage message) {
        var type = String.valueOf(message.getMessageType());
        return CHINESE.getOrDefault(type, "校验未通过") + " / " + type + ": "
                + message.getText().strip();
    }
}
