using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PromptGen.Generator.Pipeline;

namespace PromptGen.Generator.Reading;

/// <summary>A template in a file of its own: one of the project's additional files.</summary>
/// <param name="Path">Where it is, with slashes.</param>
/// <param name="Text">What it says, without the line end that editors put at the end of every file.</param>
internal sealed record TemplateFile(string Path, string Text)
{
    private const string Suffix = ".prompt.md";

    public static bool IsOne(AdditionalText file) => IsNamedSo(file.Path);

    public static bool IsNamedSo(string path) => path.EndsWith(Suffix, StringComparison.OrdinalIgnoreCase);

    public static TemplateFile Read(AdditionalText file, CancellationToken cancellationToken)
    {
        var text = file.GetText(cancellationToken)?.ToString() ?? "";
        var end = text.EndsWith("\r\n", StringComparison.Ordinal) ? 2 : text.Length > 0 && text[text.Length - 1] is '\n' or '\r' ? 1 : 0;
        return new(file.Path, text.Substring(0, text.Length - end));
    }
}

/// <summary>The project's prompt files, and the folder that the project is in.</summary>
internal sealed record TemplateFiles(EquatableArray<TemplateFile> Files, string? ProjectFolder)
{
    /// <summary>Where the build says which folder the project is in.</summary>
    private const string ProjectFolderOption = "build_property.projectdir";

    /// <summary>No file at all.</summary>
    public static TemplateFiles None { get; } = new(default, null);

    public static string? ProjectFolderOf(AnalyzerConfigOptionsProvider options) =>
        options.GlobalOptions.TryGetValue(ProjectFolderOption, out var folder) ? folder : null;

    public static TemplateFiles Of(AnalyzerOptions options, CancellationToken cancellationToken) => new(
        options.AdditionalFiles.Where(TemplateFile.IsOne).Select(file => TemplateFile.Read(file, cancellationToken)).ToEquatableArray(),
        ProjectFolderOf(options.AnalyzerConfigOptionsProvider));

    /// <summary>Whether the attribute takes its template from a file.</summary>
    public static bool IsUsedBy(AttributeData attribute) =>
        attribute.NamedArguments.Any(static argument => argument.Key == KnownNames.File) && attribute.AttributeClass is { } type && (type.Is(KnownNames.Namespace, KnownNames.Prompt) || KnownNames.IsRole(type));

    /// <summary>The file of that name beside the source file that names it, or else in the project's folder.</summary>
    public TemplateFile? Find(string name, string? sourcePath)
    {
        foreach (var folder in new[] { FolderOf(sourcePath), ProjectFolder })
        {
            if (folder is not null && Resolve(folder, name) is { } path && FindAt(path) is { } file)
                return file;
        }

        return null;
    }

    private TemplateFile? FindAt(string path)
    {
        TemplateFile? almost = null;
        foreach (var file in Files)
        {
            var filePath = Slashes(file.Path);
            if (filePath == path)
                return file;

            // Some file systems tell names apart by their case, some do not.
            if (string.Equals(filePath, path, StringComparison.OrdinalIgnoreCase))
                almost ??= file;
        }

        return almost;
    }

    private static string? FolderOf(string? path) => path is null ? null : Slashes(path) is var slashed && slashed.LastIndexOf('/') is >= 0 and var end ? slashed.Substring(0, end + 1) : "";

    private static string? Resolve(string folder, string name)
    {
        name = Slashes(name);
        var isRooted = name.StartsWith("/", StringComparison.Ordinal) || (name.Length > 1 && name[1] == ':');
        var parts = new List<string>();
        var path = isRooted || folder.Length == 0 ? name : Slashes(folder).TrimEnd('/') + "/" + name;
        foreach (var part in path.Split('/'))
        {
            if (part == ".." && parts.Count > 0)
                parts.RemoveAt(parts.Count - 1);
            else if (part is not ("." or "..") && (part.Length > 0 || parts.Count == 0))
                parts.Add(part);
        }

        return string.Join("/", parts);
    }

    private static string Slashes(string path) => path.Replace('\\', '/');
}
