namespace GridCase.Workflows.Directory;

/// <summary>In which capacity someone acts (角色). What each may do is decided by the rules of a case and by the doors; design §9.</summary>
public enum Role
{
    /// <summary>The 12345 hotline's system and its operators (热线).</summary>
    Hotline,

    /// <summary>网格员: reports, verifies, looks back in the own grids.</summary>
    GridWorker,

    /// <summary>单位经办人: signs off and handles what the unit holds.</summary>
    UnitClerk,

    /// <summary>派单员 of the 综治中心.</summary>
    Dispatcher,

    /// <summary>督办: is told when clocks run out, approves, supervises.</summary>
    Supervisor,

    /// <summary>领导: takes a case over when supervision did not help.</summary>
    Leader,

    /// <summary>管理员: tunes policy, calendar and directory; handles no case.</summary>
    Administrator,

    /// <summary>审计: reads who did and saw what.</summary>
    Auditor,

    /// <summary>Looks, changes nothing (只读).</summary>
    ReadOnly,

    /// <summary>The clocks themselves. No person and no account has this role.</summary>
    System,
}
