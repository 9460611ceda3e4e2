namespace GridCase.Infra.Tests;

/// <summary>azure.yaml, by which azd deploys.</summary>
public sealed class AzdTests
{
    private static readonly IReadOnlyDictionary<string, string> Azure = Read(File.ReadAllLines(Repository.At("azure.yaml")));

    [Fact]
    public void The_infrastructure_is_where_it_says() =>
        Assert.True(File.Exists(Repository.At(Azure["infra.path"], $"{Azure["infra.module"]}.bicep")) && File.Exists(Repository.At(Azure["infra.path"], $"{Azure["infra.module"]}.bicepparam")));

    [Fact]
    public void The_service_bears_the_name_that_the_app_is_tagged_with() =>
        Assert.Contains("var serviceName = 'gridcase'", File.ReadAllText(Repository.At("infra", "bicep", "main.bicep")), StringComparison.Ordinal);

    [Fact]
    public void The_service_is_the_function_app_of_this_repository()
    {
        Assert.Equal(("dotnet", "function"), (Azure["services.gridcase.language"], Azure["services.gridcase.host"]));
        Assert.True(File.Exists(Repository.At(Azure["services.gridcase.project"], "Functions.csproj")));
    }

    [Fact]
    public void Keys_are_made_once_the_vault_is_there() => Assert.True(File.Exists(Repository.At(Azure["hooks.postprovision.run"])));

    /// <summary>Reads nested scalars into paths with dots; lists and anything finer are not used there.</summary>
    private static Dictionary<string, string> Read(IEnumerable<string> lines)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var path = new List<string>();
        foreach (var line in lines.Where(line => line.Contains(':', StringComparison.Ordinal) && !line.TrimStart().StartsWith('#')))
        {
            var depth = (line.Length - line.TrimStart().Length) / 2;
            path = [.. path.Take(depth), line[..line.IndexOf(':', StringComparison.Ordinal)].Trim()];
            if (line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim() is { Length: > 0 } value) values[string.Join('.', path)] = value;
        }

        return values;
    }
}
