using System.Collections.Frozen;

namespace GridCase.Workflows.Escalation;

/// <summary>The words by which a ladder names whom to tell (通知对象). They name posts, never people. Design §7.</summary>
public static class Audience
{
    /// <summary>The person named at sign-off.</summary>
    public const string Holder = "holder";

    /// <summary>单位经办人.</summary>
    public const string UnitClerk = "unit-clerk";

    /// <summary>单位值班负责人.</summary>
    public const string UnitDutyLead = "unit-duty-lead";

    /// <summary>单位分管负责人.</summary>
    public const string UnitDeputyHead = "unit-deputy-head";

    /// <summary>单位主要负责人.</summary>
    public const string UnitHead = "unit-head";

    /// <summary>网格员.</summary>
    public const string GridWorker = "grid-worker";

    /// <summary>村干部, the first of the five responsible persons (五者同责).</summary>
    public const string VillageCadre = "village-cadre";

    /// <summary>驻村干部, the second.</summary>
    public const string ResidentCadre = "resident-cadre";

    /// <summary>片区长, who supervises the villages of an area; where there is none, the town's leader answers.</summary>
    public const string AreaLead = "area-lead";

    /// <summary>职能部门负责人, the third: the head of the department that holds the case, else of the town.</summary>
    public const string DepartmentLead = "department-lead";

    /// <summary>镇街领导, the fourth.</summary>
    public const string TownLead = "town-lead";

    /// <summary>县区领导, the fifth.</summary>
    public const string CountyLead = "county-lead";

    /// <summary>综治中心派单员.</summary>
    public const string CentreDispatcher = "centre-dispatcher";

    /// <summary>综治中心值班长.</summary>
    public const string CentreDutyLead = "centre-duty-lead";

    /// <summary>综治中心主任.</summary>
    public const string CentreHead = "centre-head";

    /// <summary>热线话务员.</summary>
    public const string HotlineOperator = "hotline-operator";

    private static readonly FrozenSet<string> Known = new[]
    {
        Holder, UnitClerk, UnitDutyLead, UnitDeputyHead, UnitHead, GridWorker, VillageCadre, ResidentCadre, AreaLead, DepartmentLead, TownLead, CountyLead,
        CentreDispatcher, CentreDutyLead, CentreHead, HotlineOperator,
    }.ToFrozenSet();

    /// <summary>Every word there is.</summary>
    public static IReadOnlyCollection<string> Words => Known;

    /// <summary>Whether a ladder may use the word; a policy is checked with this before it is published.</summary>
    public static bool IsKnown(string word) => Known.Contains(word);
}
