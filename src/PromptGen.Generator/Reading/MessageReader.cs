using Microsoft.CodeAnalysis;
using PromptGen.Generator.Analyzers;
using PromptGen.Generator.Pipeline;
using PromptGen.Generator.Templates;

namespace PromptGen.Generator.Reading;

/// <summary>Reads the messages of a prompt: its roles, and the prompt itself.</summary>
internal sealed class MessageReader(
    INamedTypeSymbol client, IMethodSymbol method, ResultTypes resultTypes, TemplateFiles files, MethodProblems problems, CancellationToken cancellationToken)
{
    private readonly PlaceholderReader _placeholders = new(client, method, resultTypes);

    /// <param name="prompt">The prompt itself.</param>
    /// <param name="examples">What goes before it, and after the roles.</param>
    public EquatableArray<MessageTemplate> Read(AttributeData prompt, IEnumerable<MessageTemplate> examples)
    {
        var roles = RolesOf(client, method).ToList();
        CheckRepeated(roles);
        var messages = roles.Select(role => ReadTemplate(RoleOf(role.Attribute), role.Attribute, role.Scope)).ToList();
        messages.AddRange(examples);
        messages.Add(ReadTemplate("User", prompt, method));

        // A misspelt placeholder leaves its parameter unused: that is one mistake, not two.
        foreach (var parameter in problems.Error is null ? _placeholders.Unused : [])
            problems.Warn(Rules.ParameterUnused, parameter.LocationOrNone(), parameter.Name, problems.MethodName);
        return messages.ToEquatableArray();
    }

    /// <summary>The method's own roles, or the nearest of its interfaces'.</summary>
    public static IReadOnlyList<(ISymbol Scope, AttributeData Attribute)> RolesOf(INamedTypeSymbol client, IMethodSymbol method) => SettingsReader.Scopes(client, method.ContainingType)
        .Prepend<ISymbol>(method)
        .Select(static scope => scope.GetAttributes()
            .Where(static attribute => KnownNames.IsRole(attribute.AttributeClass))
            .Select(attribute => (Scope: scope, Attribute: attribute))
            .ToList())
        .FirstOrDefault(static roles => roles.Count > 0) ?? [];

    /// <summary>The member of <c>PromptRole</c> that an attribute stands for.</summary>
    public static string RoleOf(AttributeData attribute) => attribute.AttributeClass!.Name == KnownNames.DeveloperRole ? "Developer" : "System";

    private void CheckRepeated(List<(ISymbol Scope, AttributeData Attribute)> roles)
    {
        for (var i = 1; i < roles.Count; i++)
        {
            var attribute = roles[i].Attribute;
            if (roles.Take(i).Any(earlier => IsSame(earlier.Attribute, attribute)))
                problems.WarnTemplate(Rules.RoleRepeated, roles[i].Scope, AttributeArguments.LocationOf(attribute, cancellationToken), RoleOf(attribute).ToLowerInvariant());
        }

        static bool IsSame(AttributeData left, AttributeData right) =>
            SymbolEqualityComparer.Default.Equals(left.AttributeClass, right.AttributeClass)
            && left.ConstructorArguments.SequenceEqual(right.ConstructorArguments)
            && left.NamedArguments.SequenceEqual(right.NamedArguments);
    }

    private MessageTemplate ReadTemplate(string role, AttributeData attribute, ISymbol scope)
    {
        if (attribute.IsBroken())
        {
            problems.Fail();
            return new(role, default);
        }

        if (OpenTemplate(attribute, scope) is not { } source)
            return new(role, default);
        var template = Template.Parse(source.Text);
        var report = new TemplateProblems(problems, scope, source, role);
        foreach (var error in template.Errors)
            report.Report(Rules.TemplateMalformed, error.Range, [], scope is IMethodSymbol ? problems.MethodName : scope.Name, error.Reason);

        var parts = new List<MessagePart>();
        foreach (var part in template.Parts)
        {
            if (part.Placeholder is null)
                parts.Add(new(PartKind.Text, part.Text));
            else if (_placeholders.Read(part.Placeholder, report) is { } read)
                parts.Add(read);
        }

        return new(role, parts.ToEquatableArray());
    }

    /// <summary>The attribute's template: its argument, or the file that it names; null, and the problem reported, where there is none.</summary>
    private TemplateSource? OpenTemplate(AttributeData attribute, ISymbol scope)
    {
        var argument = attribute.ConstructorArguments is [{ Value: string text }] ? text : "";
        if (!TemplateFiles.IsUsedBy(attribute))
            return new ArgumentTemplate(argument, attribute, resultTypes.Compilation, cancellationToken);

        var name = attribute.NamedArguments.First(static named => named.Key == KnownNames.File).Value.Value as string ?? "";
        if (attribute.ConstructorArguments.Length > 0)
            ReportFile("there is a template beside it; a prompt has one or the other");
        else if (!TemplateFile.IsNamedSo(name))
            ReportFile("a prompt file's name ends in '.prompt.md'");
        else if (files.Find(name, attribute.ApplicationSyntaxReference?.SyntaxTree.FilePath) is { } file)
            return new FileTemplate(file);
        else
            ReportFile("there is no such file beside this source file, nor in the project's folder; if there is, it has to be one of the project's AdditionalFiles");
        return null;

        void ReportFile(string reason) => problems.ReportTemplate(
            Rules.PromptFileMissing, scope, AttributeArguments.Locate(attribute, KnownNames.File, cancellationToken) ?? AttributeArguments.LocationOf(attribute, cancellationToken), [], name, reason);
    }
}
