namespace GridCase.Workflows.Intake.Routing;

/// <summary>All that a proposal may look at: what is known of an order before anybody has dispatched it. That no unit and no outcome stands here is the point.</summary>
/// <param name="Category">The category at this time.</param>
/// <param name="GridCode">The grid of 15 digits, whose beginnings are its village and its town; null where the place is not known.</param>
/// <remarks>Channel and kind were tried and made no proposal better; they are left out.</remarks>
public sealed record RoutingMatter(string Category, string? GridCode)
{
    private const int VillageDigits = 12;
    private const int TownDigits = 9;

    /// <summary>The category and those above it, the widest first; none where it is not classified.</summary>
    internal IEnumerable<string> Categories
    {
        get
        {
            if (Category == IntakeRules.Unclassified || Category.Length == 0) yield break;
            for (var dot = Category.IndexOf('.', StringComparison.Ordinal); dot >= 0; dot = Category.IndexOf('.', dot + 1)) yield return Category[..dot];
            yield return Category;
        }
    }

    internal string? Village => GridCode?.Length >= VillageDigits ? GridCode[..VillageDigits] : null;

    internal string? Town => GridCode?.Length >= TownDigits ? GridCode[..TownDigits] : null;

    internal static string? VillageOf(string? gridCode) => new RoutingMatter("", gridCode).Village;
}
