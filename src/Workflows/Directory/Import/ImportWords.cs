using System.Collections.Frozen;
using GridCase.Workflows.Cases;

namespace GridCase.Workflows.Directory.Import;

/// <summary>The values of a list as a file may write them: the word of the interface, or that of the field.</summary>
internal sealed class ImportWords<T>(params (T Value, string Chinese)[] words)
    where T : struct, Enum
{
    private readonly FrozenDictionary<string, T> chinese = words.ToFrozenDictionary(word => word.Chinese, word => word.Value);

    public string Shown { get; } = string.Join(", ", words.Select(word => $"{KebabCase.Of(word.Value)} ({word.Chinese})"));

    public T? Find(string text) => KebabCase.TryParse<T>(text.ToLowerInvariant(), out var value) && chinese.Values.Contains(value) ? value
        : chinese.TryGetValue(text, out value) ? value
        : null;
}

/// <summary>The lists of words that files use.</summary>
internal static class ImportWords
{
    public static ImportWords<UnitKind> UnitKinds { get; } =
        new((UnitKind.Centre, "综治中心"), (UnitKind.Department, "职能部门"), (UnitKind.Town, "镇街"), (UnitKind.Area, "片区"), (UnitKind.Village, "村社区"));

    public static ImportWords<UnitTier> Tiers { get; } = new((UnitTier.Village, "村社区"), (UnitTier.Town, "镇街"), (UnitTier.County, "县区"));

    public static ImportWords<GridKind> GridKinds { get; } = new((GridKind.Basic, "基础网格"), (GridKind.Special, "专属网格"));

    public static ImportWords<GridStaffKind> StaffKinds { get; } = new(
        (GridStaffKind.PartTime, "兼职网格员"), (GridStaffKind.BuildingHead, "楼栋长"), (GridStaffKind.Police, "社区民警"), (GridStaffKind.PartyMember, "党员"), (GridStaffKind.Volunteer, "志愿者"),
        (GridStaffKind.Specialist, "专业力量"), (GridStaffKind.Other, "其他"));

    public static ImportWords<Role> Roles { get; } = new(
        (Role.Hotline, "热线"), (Role.GridWorker, "网格员"), (Role.UnitClerk, "经办人"), (Role.Dispatcher, "派单员"), (Role.Supervisor, "督办"), (Role.Leader, "领导"),
        (Role.Administrator, "管理员"), (Role.Auditor, "审计"), (Role.ReadOnly, "只读"));
}
