using Microsoft.CodeAnalysis;

namespace PromptGen.Generator.Reading;

/// <summary>The names of what users write down, as metadata has them.</summary>
internal static class KnownNames
{
    public const string Namespace = "PromptGen";
    public const string SerializationNamespace = "System.Text.Json.Serialization";
    public const string Prompt = "PromptAttribute";
    public const string Role = "RoleAttribute";
    public const string SystemRole = "SystemRoleAttribute";
    public const string DeveloperRole = "DeveloperRoleAttribute";
    public const string Example = "ExampleAttribute";
    public const string Examples = "ExamplesAttribute";
    public const string PromptExample = "PromptExample`1";
    public const string PromptDefaults = "PromptDefaultsAttribute";
    public const string JsonContracts = "JsonContractsAttribute";
    public const string PromptResult = "PromptResult";
    public const string ChatParameters = "ChatParameters";
    public const string HttpChatTransport = "HttpChatTransport";
    public const string HttpChatTransportOptions = "HttpChatTransportOptions";
    public const string PromptMessage = "PromptMessage";
    public const string PromptAttachment = "PromptAttachment";
    public const string PromptImage = "PromptImage";
    public const string PromptFile = "PromptFile";

    /// <summary>The property that names a template's file.</summary>
    public const string File = "File";

    /// <summary>The property that names a context of System.Text.Json.</summary>
    public const string JsonContext = "JsonContext";

    /// <summary>The property that chooses what schemas are written in.</summary>
    public const string SchemaDialect = "SchemaDialect";

    /// <summary>The property that chooses how members are named.</summary>
    public const string PropertyNaming = "PropertyNaming";

    /// <summary>The property that says how often an answer is sent back.</summary>
    public const string MaxRepairs = "MaxRepairs";

    /// <summary>The property that names a class which checks results.</summary>
    public const string Validator = "Validator";

    /// <summary>The interface of such a class, its type parameter aside.</summary>
    public const string PromptValidator = "IPromptValidator";

    public const string PromptMetadataName = Namespace + "." + Prompt;
    public const string JsonContractsMetadataName = Namespace + "." + JsonContracts;

    /// <summary>The attributes that make a client of an interface that only inherits prompts.</summary>
    public static readonly string[] OnInterfaces = [PromptDefaults, SystemRole, DeveloperRole];

    /// <summary>The tool that emitted code names as its maker.</summary>
    public const string Tool = "PromptGen";

    /// <summary>The method that makes a client.</summary>
    public const string Create = "Create";

    /// <summary>The nested class of requests that each prompt interface gets.</summary>
    public const string Requests = "PromptRequests";

    /// <summary>The nested class that implements the interface.</summary>
    public const string Client = "__PromptClient";

    /// <summary>Whether an attribute's property is about the declaration: it is not sent.</summary>
    public static bool IsNoParameter(string property) => property is File or JsonContext or SchemaDialect or PropertyNaming or MaxRepairs or Validator;

    /// <summary>Whether an attribute is one of the roles.</summary>
    public static bool IsRole(INamedTypeSymbol? attribute) => attribute?.BaseType?.Is(Namespace, Role) == true;
}
