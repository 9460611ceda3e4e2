using System.Collections.Immutable;

namespace GridCase.Workflows.Escalation;

/// <summary>The posts that a ladder may name (岗位). Which person holds one is the directory's business.</summary>
public static class Post
{
    /// <summary>Whoever the case is with (承办人); the unit's clerk while nobody is named.</summary>
    public const string Holder = "holder";

    public const string UnitClerk = "unit-clerk";
    public const string UnitDutyLead = "unit-duty-lead";
    public const string UnitDeputyHead = "unit-deputy-head";
    public const string UnitHead = "unit-head";
    public const string GridWorker = "grid-worker";

    /// <summary>村干部, the first of the five responsible persons (五者同责).</summary>
    public const string VillageCadre = "village-cadre";

    /// <summary>驻村干部, the second.</summary>
    public const string ResidentCadre = "resident-cadre";

    /// <summary>部门负责人, the third.</summary>
    public const string DepartmentLead = "department-lead";

    /// <summary>镇领导, the fourth.</summary>
    public const string TownLead = "town-lead";

    /// <summary>县领导, the fifth.</summary>
    public const string CountyLead = "county-lead";

    public const string CentreDispatcher = "centre-dispatcher";
    public const string CentreDutyLead = "centre-duty-lead";
    public const string CentreHead = "centre-head";

    /// <summary>The five responsible persons of a village, from the nearest up.</summary>
    public static ImmutableArray<string> FiveResponsible { get; } = [VillageCadre, ResidentCadre, DepartmentLead, TownLead, CountyLead];

    /// <summary>Every post there is.</summary>
    public static ImmutableArray<string> All { get; } =
    [
        Holder, UnitClerk, UnitDutyLead, UnitDeputyHead, UnitHead, GridWorker, .. FiveResponsible, CentreDispatcher, CentreDutyLead, CentreHead,
    ];
}
