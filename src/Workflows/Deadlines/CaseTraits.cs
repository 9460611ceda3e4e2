using GridCase.Workflows.Cases;
using GridCase.Workflows.Directory;

namespace GridCase.Workflows.Deadlines;

/// <summary>What of a case decides its deadlines. The tier is that of the unit that holds it, null while none does.</summary>
public sealed record CaseTraits(Channel Channel, CaseKind Kind, string Category, Grade Grade, UnitTier? Tier);
