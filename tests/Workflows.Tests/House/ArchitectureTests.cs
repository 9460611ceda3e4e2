using System.Xml.Linq;

namespace GridCase.Workflows.Tests.House;

/// <summary>The arrows of the house point one way: Local, Functions → Hosting → Api → Workflows ← Engine (design §2).</summary>
public sealed class ArchitectureTests
{
    private static readonly Dictionary<string, string[]> MayKnow = new()
    {
        ["Workflows"] = [],
        ["Engine"] = ["Workflows"],
        ["Api"] = ["Workflows"],
        ["Hosting"] = ["Api"],
        ["Local"] = ["Api", "Console", "Engine", "Hosting"],
        ["Functions"] = ["Api", "Console", "Hosting", "AzureApi"],
        ["Console"] = [],
    };

    public static TheoryData<string> Projects => [.. ProjectFiles().Select(file => Path.GetFileNameWithoutExtension(file.FullName))];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_refers_only_to_what_lies_below_it(string project)
    {
        Assert.True(MayKnow.ContainsKey(project), $"{project} has no place in the house yet: say here what it may know.");
        var known = Elements(project, "ProjectReference").Select(reference => Path.GetFileNameWithoutExtension(reference.Replace('\\', '/')));
        Assert.Empty(known.Except(MayKnow[project]));
    }

    [Fact]
    public void Workflows_uses_nothing_but_the_base_class_library()
    {
        Assert.Equal(["Microsoft.CodeAnalysis.BannedApiAnalyzers"], Elements("Workflows", "PackageReference"));
        Assert.Empty(Elements("Workflows", "FrameworkReference"));
        var foreign = typeof(Durable.WorkflowContext).Assembly.GetReferencedAssemblies().Select(name => name.Name!).Where(name => !name.StartsWith("System.", StringComparison.Ordinal));
        Assert.Empty(foreign);
    }

    [Fact]
    public void The_engine_knows_nothing_about_cases()
    {
        var words = new[] { "GridCase.Workflows.Cases", "GridCase.Workflows.Deadlines", "GridCase.Workflows.Directory", "GridCase.Workflows.Lifecycle" };
        var guilty = Sources("Engine").Where(file => words.Any(File.ReadAllText(file.FullName).Contains));
        Assert.Empty(guilty.Select(file => file.Name));
    }

    [Fact]
    public void No_folder_is_named_for_a_technical_kind()
    {
        string[] banned = ["Helpers", "Services", "Models", "Managers", "Common", "Utils"];
        var folders = Root().GetDirectories("src")[0].GetDirectories("*", SearchOption.AllDirectories).Where(folder => banned.Contains(folder.Name));
        Assert.Empty(folders.Select(folder => folder.FullName));
    }

    [Fact]
    public void The_checker_of_records_shares_nothing_with_the_product()
    {
        var project = XDocument.Load(Path.Combine(Root().FullName, "tests", "Checker", "Checker.csproj"));
        Assert.Empty(project.Descendants("ProjectReference").Concat(project.Descendants("Compile")).Concat(project.Descendants("Reference")));
        Assert.Equal(["Microsoft.Data.Sqlite.Core", "SQLitePCLRaw.bundle_e_sqlite3"], project.Descendants("PackageReference").Select(package => package.Attribute("Include")!.Value));
        Assert.Empty(Sources("Checker", "tests").Where(file => File.ReadAllText(file.FullName).Contains("using GridCase.", StringComparison.Ordinal)).Select(file => file.Name));
    }

    private static IEnumerable<FileInfo> Sources(string project, string half = "src") =>
        new DirectoryInfo(Path.Combine(Root().FullName, half, project)).GetFiles("*.cs", SearchOption.AllDirectories)
            .Where(file => !file.FullName.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    private static IEnumerable<string> Elements(string project, string name) =>
        XDocument.Load(Path.Combine(Root().FullName, "src", project, project + ".csproj")).Descendants(name).Select(element => element.Attribute("Include")!.Value);

    private static IEnumerable<FileInfo> ProjectFiles() =>
        new DirectoryInfo(Path.Combine(Root().FullName, "src")).GetFiles("*.csproj", SearchOption.AllDirectories);

    private static DirectoryInfo Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "GridCase.sln"))) folder = folder.Parent;
        return folder ?? throw new InvalidOperationException("The tests do not stand inside the repository.");
    }
}
