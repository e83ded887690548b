using Microsoft.CodeAnalysis;
using PromptGen.Generator.Analyzers;
using PromptGen.Generator.Templates;

namespace PromptGen.Generator.Reading;

/// <summary>What is wrong with one template, each thing at its place in the text.</summary>
/// <param name="problems">What is wrong with the method.</param>
/// <param name="scope">What the template is written on: the method, or one of its interfaces.</param>
/// <param name="source">The text.</param>
/// <param name="role">The message's role, as <c>PromptRole</c> names it.</param>
internal sealed class TemplateProblems(MethodProblems problems, ISymbol scope, TemplateSource source, string role)
{
    public string MethodName => problems.MethodName;

    public void Fail() => problems.Fail();

    public void Report(DiagnosticDescriptor rule, TextRange range, (string Key, string? Value)[] data, params string[] arguments) =>
        problems.ReportTemplate(rule, scope, source.Locate(range), data, arguments);

    /// <summary>What tells the model how to behave should not be what somebody typed.</summary>
    public void CheckTrust(ITypeSymbol type, Placeholder placeholder)
    {
        if (role is "System" or "Developer" && (type.SpecialType == SpecialType.System_String || placeholder.Format == "json"))
            problems.WarnTemplate(Rules.TextInRole, scope, source.Locate(placeholder.Range), placeholder.Name, role.ToLowerInvariant());
    }
}
