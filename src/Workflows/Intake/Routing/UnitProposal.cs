namespace GridCase.Workflows.Intake.Routing;

/// <summary>One unit proposed for a case; a person decides.</summary>
/// <param name="Rank">1 for the first.</param>
/// <param name="Share">The share of past cases in the context that <paramref name="Why"/> names, 0 to 1: the confidence.</param>
/// <param name="Resolved">So many of them the unit resolved…</param>
/// <param name="Of">…of so many.</param>
/// <param name="Why">The evidence in words.</param>
public sealed record UnitProposal(int Rank, string Unit, string UnitName, double Share, int Resolved, int Of, string Why);
