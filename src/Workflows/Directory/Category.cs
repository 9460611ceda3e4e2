using GridCase.Workflows.Cases;

namespace GridCase.Workflows.Directory;

/// <summary>What a case is about (事项分类), one node of a tree.</summary>
/// <param name="Code">Dotted path of small letters, digits and hyphens, at most 80: <c>dispute.labour.wages</c>. A child's code begins with its parent's.</param>
/// <param name="Name">As people write it: 拖欠工资.</param>
/// <param name="ParentCode">The node above; none for a root.</param>
/// <param name="DefaultGrade">The grade proposed at triage; none takes the parent's.</param>
/// <param name="SatisfactionExempt">True for mediation and enforcement matters, which are handled by law and not by satisfaction (粤办函〔2021〕216号; domain.md §1.6). Holds for everything below.</param>
public sealed record Category(string Code, string Name, string? ParentCode, Grade? DefaultGrade, bool SatisfactionExempt);
