using GridCase.Workflows.Cases;
using GridCase.Workflows.Intake;
using GridCase.Workflows.Intake.Routing;

namespace GridCase.Api.Cases;

/// <summary>What the rules propose for a case; a person decides each of them.</summary>
/// <param name="Units">Up to three units, the likeliest first, from which units resolved past cases; none where nothing was learned.</param>
/// <param name="Duplicates">Cases that may be about the same matter, the likeliest first.</param>
/// <param name="Categories">Categories whose name the sender used, for a case that is not classified; else the case's own.</param>
public sealed record CaseProposals(
    IReadOnlyList<UnitProposal> Units, IReadOnlyList<DuplicateProposal> Duplicates, GradeProposal Grade, CaseKind Kind, IReadOnlyList<CategoryProposal> Categories);

/// <summary>A case that may be about the same matter (重复件).</summary>
/// <param name="ByItself">True where the rule would have joined them at registration.</param>
/// <param name="AsChild">What <c>merge</c> would take: a child of that case, or part of it.</param>
public sealed record DuplicateProposal(string CaseId, string Code, Relation Relation, bool ByItself, bool AsChild, CaseStatus State, DateTimeOffset RegisteredAt, string Why);

/// <summary>The grade that the rules propose, by which rule and on what ground.</summary>
/// <param name="Auto">True where the rule needs no person.</param>
public sealed record GradeProposal(Grade Grade, bool Auto, string Rule, string Why);

public sealed record CategoryProposal(string Category, string Name, string Why);

/// <summary>How often the unit taken at first dispatch was the first proposed, or among the three.</summary>
/// <param name="Top1">The share of the first; null where no case was dispatched on a proposal.</param>
public sealed record ProposalQuality(DateOnly From, DateOnly To, int Cases, double? Top1, double? Top3, IReadOnlyList<CategoryQuality> Items, string? Next);

public sealed record CategoryQuality(string Category, string? Name, int Cases, int First, int Second, int Third, int Other, double Top1, double Top3);
