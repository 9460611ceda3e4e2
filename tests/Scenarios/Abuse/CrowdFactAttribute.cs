using System.Globalization;

namespace GridCase.Scenarios.Abuse;

/// <summary>A test that wants thousands of connections, and so a machine to itself: runs where <c>GRIDCASE_ABUSE_CONNECTIONS</c> says how many.</summary>
public sealed class CrowdFactAttribute : FactAttribute
{
    private const string Name = "GRIDCASE_ABUSE_CONNECTIONS";

    public CrowdFactAttribute()
    {
        if (Connections == 0) Skip = $"Set {Name}, for example to 10000.";
    }

    /// <summary>0 where nothing is said.</summary>
    public static int Connections { get; } = int.TryParse(Environment.GetEnvironmentVariable(Name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
