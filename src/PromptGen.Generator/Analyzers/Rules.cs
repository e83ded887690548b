using System.Globalization;
using Microsoft.CodeAnalysis;
using PromptGen.Models;

namespace PromptGen.Generator.Analyzers;

/// <summary>Every diagnostic that PromptGen knows.</summary>
internal static class Rules
{
    private const string Declarations = "PromptGen.Declarations";
    private const string Templates = "PromptGen.Templates";
    private const string Models = "PromptGen.Models";
    private const string ResultTypes = "PromptGen.ResultTypes";
    private const string Use = "PromptGen.Use";

    public static readonly DiagnosticDescriptor TypeNotPartial = Blocking(
        "PG1001", Declarations,
        "What the compiler adds to is partial",
        "'{0}' needs '{1}' to be partial: the compiler adds to it");

    public static readonly DiagnosticDescriptor InterfaceNotExtensible = Blocking(
        "PG1002", Declarations,
        "A prompt interface can be implemented by the compiler",
        "No client can be written for the prompt interface '{0}': {1}");

    public static readonly DiagnosticDescriptor MethodNotAPrompt = Blocking(
        "PG1003", Declarations,
        "Every method of a prompt interface is a prompt",
        "The method '{0}' cannot be a prompt: {1}");

    public static readonly DiagnosticDescriptor ReturnTypeNotSupported = Blocking(
        "PG1004", Declarations,
        "A prompt returns a task or a stream",
        "The prompt '{0}' returns '{1}'; a prompt returns Task<T>, ValueTask<T>, a PromptResult<T> in either, or IAsyncEnumerable<T>");

    public static readonly DiagnosticDescriptor RoleRepeated = Configurable(
        "PG1005", Declarations, DiagnosticSeverity.Warning,
        "A role says something of its own",
        "The same {0} role stands here twice: the model reads it twice, and pays no more heed");

    public static readonly DiagnosticDescriptor TokenMissing = Configurable(
        "PG1006", Declarations, DiagnosticSeverity.Info,
        "A prompt can be cancelled",
        "The prompt '{0}' takes no CancellationToken: a call of it cannot be ended early");

    public static readonly DiagnosticDescriptor ContractsNotExtensible = Blocking(
        "PG1007", Declarations,
        "A class of contracts can be extended by the compiler",
        "No contracts can be added to '{0}': {1}");

    public static readonly DiagnosticDescriptor ValidatorNotUsable = Blocking(
        "PG1008", Declarations,
        "A validator checks what a prompt returns",
        "'{0}' cannot check what the prompts of '{1}' return: {2}");

    public static readonly DiagnosticDescriptor TemplateMalformed = Blocking(
        "PG2001", Templates,
        "A template is well-formed",
        "The template of '{0}' is malformed: {1}");

    public static readonly DiagnosticDescriptor PlaceholderUnknown = Blocking(
        "PG2002", Templates,
        "A placeholder names a parameter",
        "The template of '{0}' has a placeholder '{{{1}}}', but {2}");

    public static readonly DiagnosticDescriptor PlaceholderHasNoText = Blocking(
        "PG2003", Templates,
        "A placeholder's argument has a text",
        "The placeholder '{{{0}}}' is of type '{1}', which has no text of its own; {2}");

    public static readonly DiagnosticDescriptor ParameterUnused = Configurable(
        "PG2004", Templates, DiagnosticSeverity.Warning,
        "A parameter is used",
        "The parameter '{0}' is in no template of '{1}': it changes nothing that is sent");

    public static readonly DiagnosticDescriptor MemberUnknown = Blocking(
        "PG2005", Templates,
        "A placeholder's path leads to a value",
        "'{0}' has no property or field '{1}' that a template could write; {2}");

    public static readonly DiagnosticDescriptor FormatNotTaken = Blocking(
        "PG2006", Templates,
        "A placeholder's format is one that its type takes",
        "A value of type '{0}' is not written as '{1}': {2}");

    public static readonly DiagnosticDescriptor PromptFileMissing = Blocking(
        "PG2007", Templates,
        "A prompt file is there",
        "No template can be taken from the file '{0}': {1}");

    public static readonly DiagnosticDescriptor TextInRole = Configurable(
        "PG2008", Templates, DiagnosticSeverity.Info,
        "A role is made of the application's own words",
        "'{{{0}}}' puts a text into the {1} role: if it is not the application's own, whoever wrote it gives the model orders; put it into the prompt");

    public static readonly DiagnosticDescriptor ExampleDoesNotFit = Blocking(
        "PG2009", Templates,
        "An example's answer is one that the prompt takes",
        "The answer of this example is none that '{0}' would take: {1}");

    public static readonly DiagnosticDescriptor ExamplesNotUsable = Blocking(
        "PG2010", Templates,
        "Examples come from a static member that has them",
        "No examples of '{0}' can be taken from '{1}': {2}");

    public static readonly DiagnosticDescriptor ModelsFileMalformed = Blocking(
        "PG3001", Models,
        "A file of models is well-formed",
        "The file of models is malformed: {0}");

    public static readonly DiagnosticDescriptor ParameterOutOfBounds = Blocking(
        "PG3002", Models,
        "A parameter is within its bounds",
        "{0} is out of bounds for {1}; set {2}");

    public static readonly DiagnosticDescriptor ParameterNotPortable = Configurable(
        "PG3003", Models, DiagnosticSeverity.Warning,
        "A parameter is within what every provider takes",
        "{0} is not taken by every provider; {1}");

    public static readonly DiagnosticDescriptor ParameterNotTaken = Blocking(
        "PG3004", Models,
        "A model has the parameter",
        "The model '{0}' has no parameter '{1}'; leave {2} out, or set another model");

    public static readonly DiagnosticDescriptor RoleNotTaken = Blocking(
        "PG3005", Models,
        "A model has the role",
        "The model '{0}' has no role '{1}'; {2}");

    public static readonly DiagnosticDescriptor ResponseFormatNotTaken = Blocking(
        "PG3006", Models,
        "A model has the response format",
        "The model '{0}' has no response format '{1}'; {2}");

    public static readonly DiagnosticDescriptor ContentPartNotTaken = Blocking(
        "PG3007", Models,
        "A model takes the content part",
        "The model '{0}' takes no '{1}' in a message; leave the parameter out, or set another model");

    public static readonly DiagnosticDescriptor ParametersExclusive = Blocking(
        "PG3008", Models,
        "Parameters do not exclude each other",
        "{0} cannot be set {1}; {2}");

    public static readonly DiagnosticDescriptor TemperatureWithTopP = Configurable(
        "PG3009", Models, DiagnosticSeverity.Info,
        "Either temperature or top_p",
        "Temperature and TopP both narrow what the model picks its words from; set one of the two");

    public static readonly DiagnosticDescriptor StopWithStructure = Configurable(
        "PG3010", Models, DiagnosticSeverity.Warning,
        "No stop texts beside structured output",
        "A stop text cuts the answer's JSON off wherever it comes up in it; leave Stop out");

    public static readonly DiagnosticDescriptor TokenLimitRenamed = Configurable(
        "PG3011", Models, DiagnosticSeverity.Info,
        "A token limit has the name that its model takes",
        "The model '{0}' knows its limit as '{1}'; set {2} instead of {3}");

    public static readonly DiagnosticDescriptor SchemaInPrompt = Configurable(
        "PG3012", Models, DiagnosticSeverity.Warning,
        "A server holds the answer to its schema",
        "The model '{0}' has no response format 'json_schema': the prompt ends with the schema instead, which the model may ignore; {1}");

    public static readonly DiagnosticDescriptor ResultTypeNotDescribable = Blocking(
        "PG4001", ResultTypes,
        "A result type can be described by a JSON schema",
        "The result type '{0}' cannot be described by a JSON schema: {1}");

    public static readonly DiagnosticDescriptor TypeNotSeen = Blocking(
        "PG4002", ResultTypes,
        "A result type is not made by another generator",
        "{0}: a generator does not see what other generators make, and this one found {1}");

    public static readonly DiagnosticDescriptor ResultTypeEndless = Blocking(
        "PG4003", ResultTypes,
        "A result type has a finite value",
        "The result type '{0}' has no finite value: {1}");

    public static readonly DiagnosticDescriptor TypeNotListed = Blocking(
        "PG4004", ResultTypes,
        "A result type is listed on the JSON context",
        "The result type '{0}' cannot be read through the JSON context '{1}': {2}; PromptGen does not describe it itself: {3}");

    public static readonly DiagnosticDescriptor SchemaTooLarge = Configurable(
        "PG4005", ResultTypes, DiagnosticSeverity.Warning,
        "A schema is one that servers take",
        "Servers that enforce schemas refuse that of the result type '{0}': {1}");

    public static readonly DiagnosticDescriptor KeyInSource = Configurable(
        "PG5001", Use, DiagnosticSeverity.Warning,
        "A key is not in the source",
        "A key in the source is everybody's who reads it; take it from configuration or an environment variable");

    public static readonly DiagnosticDescriptor ClientPerCall = Configurable(
        "PG5002", Use, DiagnosticSeverity.Info,
        "A client is not made for each call",
        "Each HttpClient has connections of its own, and this one is made anew with each run of the code around it; keep one for the application, or use IHttpClientFactory");

    /// <summary>The rule that a request breaks, as a diagnostic.</summary>
    public static DiagnosticDescriptor Of(RequestRule rule) => rule switch
    {
        RequestRule.ParameterOutOfBounds => ParameterOutOfBounds,
        RequestRule.ParameterNotPortable => ParameterNotPortable,
        RequestRule.ParameterNotTaken => ParameterNotTaken,
        RequestRule.RoleNotTaken => RoleNotTaken,
        RequestRule.ContentPartNotTaken => ContentPartNotTaken,
        RequestRule.ResponseFormatNotTaken => ResponseFormatNotTaken,
        RequestRule.ParametersExclusive => ParametersExclusive,
        RequestRule.TemperatureWithTopP => TemperatureWithTopP,
        RequestRule.StopWithStructure => StopWithStructure,
        RequestRule.TokenLimitRenamed => TokenLimitRenamed,
        RequestRule.SchemaInPrompt => SchemaInPrompt,
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "There is no diagnostic for it."),
    };

    /// <summary>What a body says that throws because of a rule.</summary>
    public static string Describe(DiagnosticDescriptor rule, params string[] arguments) =>
        $"{rule.Id}: {string.Format(CultureInfo.InvariantCulture, rule.MessageFormat.ToString(CultureInfo.InvariantCulture), arguments)}";

    private static DiagnosticDescriptor Blocking(string id, string category, string title, string message) => new(
        id, title, message, category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: HelpLink(id), customTags: WellKnownDiagnosticTags.NotConfigurable);

    private static DiagnosticDescriptor Configurable(string id, string category, DiagnosticSeverity severity, string title, string message) => new(
        id, title, message, category, severity, isEnabledByDefault: true, helpLinkUri: HelpLink(id));

    private static string HelpLink(string id) => $"https://github.com/promptgen/promptgen/blob/main/docs/rules/{id}.md";
}
