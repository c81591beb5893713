package io.shuangsuiji.samples;

import java.time.LocalDate;
import java.util.List;

/** One synthetic inspection object, in the words of a registry. A null fact is one that the registry leaves blank. */
public record SampleObject(
        String id,
        String name,
        String team,
        String street,
        String objectType,
        String supervisionLevel,
        LocalDate lastPenaltyDate,
        String creditRating,
        String vocsGrade,
        Integer complaintsInQuarter,
        boolean onPositiveList,
        String permitManagement) {

    /** The registry as a table with Chinese headers. 街道 is there to show that a column no decision reads is allowed. */
    public static final SampleTable<SampleObject> TABLE = new SampleTable<>(
            "检查对象",
            List.of(
                    new SampleTable.Column<>("对象编号", 16, SampleObject::id),
                    new SampleTable.Column<>("单位名称", 44, SampleObject::name),
                    new SampleTable.Column<>("执法队", 14, SampleObject::team),
                    new SampleTable.Column<>("街道", 12, SampleObject::street),
                    new SampleTable.Column<>("对象类型", 24, SampleObject::objectType),
                    new SampleTable.Column<>("监管级别", 10, SampleObject::supervisionLevel),
                    new SampleTable.Column<>("行政处罚决定日期", 18, SampleObject::lastPenaltyDate),
                    new SampleTable.Column<>("环境信用等级", 16, SampleObject::creditRating),
                    new SampleTable.Column<>("涉VOCs企业分级", 16, SampleObject::vocsGrade),
                    new SampleTable.Column<>("季度内投诉宗数", 16, SampleObject::complaintsInQuarter),
                    new SampleTable.Column<>("正面清单", 10, object -> SampleTable.yesNo(object.onPositiveList())),
                    new SampleTable.Column<>("排污许可管理类别", 18, SampleObject::permitManagement)));
}
