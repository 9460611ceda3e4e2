using GridCase.Infra.Tests.Reading;

namespace GridCase.Infra.Tests.Rules;

/// <summary>The templates and files of parameters of one deployment, by their path.</summary>
internal sealed class TemplateFolder
{
    private readonly Dictionary<string, Template> templates = new(StringComparer.Ordinal);

    /// <summary>What could not be read.</summary>
    public List<Finding> Unreadable { get; } = [];

    public IEnumerable<Template> All => templates.Values;

    public IEnumerable<Template> Templates => All.Where(template => !template.HoldsParameters);

    /// <summary>Reads every file of a folder and of those in it.</summary>
    public static TemplateFolder Of(string folder)
    {
        var files = Directory.EnumerateFiles(folder, "*.bicep*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".bicep" or ".bicepparam")
            .OrderBy(file => file, StringComparer.Ordinal);
        return Of(files.Select(file => (Path.GetRelativePath(folder, file).Replace('\\', '/'), File.ReadAllText(file))));
    }

    public static TemplateFolder Of(IEnumerable<(string Path, string Text)> files)
    {
        var folder = new TemplateFolder();
        foreach (var (path, text) in files)
        {
            try
            {
                folder.templates[path] = TemplateReader.Read(path, text);
            }
            catch (UnreadableTemplateException error)
            {
                folder.Unreadable.Add(new("readable", path, error.Line, error.Message));
            }
        }

        return folder;
    }

    /// <summary>The template that a path in another one leads to, or null.</summary>
    public Template? At(Template from, string path)
    {
        var parts = new List<string>(from.Path.Split('/')[..^1]);
        foreach (var part in path.Split('/'))
        {
            if (part == "..")
            {
                if (parts.Count == 0) return null;
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part != ".") parts.Add(part);
        }

        return templates.GetValueOrDefault(string.Join('/', parts));
    }
}
