using System.Text.RegularExpressions;

namespace GridCase.Infra.Tests;

/// <summary>The pipeline that checks the Azure half where its packages are to be had.</summary>
public sealed partial class PipelineTests
{
    private static readonly string Pipeline = File.ReadAllText(Repository.At(".github", "workflows", "azure.yml"));

    [Fact]
    public void It_may_read_and_nothing_else()
    {
        Assert.Contains("\npermissions:\n  contents: read\n\n", Pipeline, StringComparison.Ordinal);
        Assert.DoesNotContain("write", Pipeline, StringComparison.Ordinal);
        Assert.DoesNotContain("secrets.", Pipeline, StringComparison.Ordinal);
    }

    [Fact]
    public void It_deploys_to_nothing()
    {
        Assert.DoesNotContain("az deployment", Pipeline, StringComparison.Ordinal);
        Assert.DoesNotContain("azd ", Pipeline, StringComparison.Ordinal);
        Assert.DoesNotContain("login", Pipeline, StringComparison.Ordinal);
    }

    [Fact]
    public void Its_actions_are_the_makers_own_at_a_major_version() => Assert.All(Actions().Matches(Pipeline), used => Assert.Matches("^actions/[a-z-]+@v[0-9]+$", used.Groups[1].Value));

    [Theory]
    [InlineData("infra/bicep/main.bicep")]
    [InlineData("infra/bicep/main.bicepparam")]
    [InlineData("infra/bicep/main.dev.bicepparam")]
    [InlineData("azure.slnx")]
    public void It_checks_what_is_there(string path)
    {
        Assert.Contains(path, Pipeline, StringComparison.Ordinal);
        Assert.True(File.Exists(Repository.At(path)));
    }

    /// <summary>Whatever a file of parameters asks the environment for, without which nothing compiles, the pipeline gives.</summary>
    [Fact]
    public void It_gives_the_templates_what_they_ask_for()
    {
        var asked = Directory.EnumerateFiles(Repository.At("infra", "bicep"), "*.bicepparam").SelectMany(file => Needed().Matches(File.ReadAllText(file))).Select(match => match.Groups[1].Value).ToHashSet();
        Assert.NotEmpty(asked);
        Assert.All(asked, name => Assert.Contains($"      {name}: ", Pipeline, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"uses: (\S+)")]
    private static partial Regex Actions();

    [GeneratedRegex(@"readEnvironmentVariable\('([A-Z_]+)'\)")]
    private static partial Regex Needed();
}
