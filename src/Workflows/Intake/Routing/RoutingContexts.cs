namespace GridCase.Workflows.Intake.Routing;

/// <summary>The contexts in which past cases are counted, each under a name.</summary>
public static class RoutingContexts
{
    /// <summary>Every case.</summary>
    public const string All = "";

    public static string OfCategory(string category) => "c " + category;

    public static string OfPlace(string division) => "p " + division;

    public static string OfBoth(string category, string division) => $"b {category} {division}";

    /// <summary>The contexts that a matter lies in; what is learned of a case is counted in each.</summary>
    internal static IEnumerable<string> Of(RoutingMatter matter)
    {
        yield return All;
        foreach (var category in matter.Categories) yield return OfCategory(category);
        foreach (var division in new[] { matter.Town, matter.Village })
        {
            if (division is null) continue;
            yield return OfPlace(division);
            yield return OfBoth(matter.Category, division);
        }
    }
}
