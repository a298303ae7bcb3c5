/** By Pulumi's names for them. */
export const SDK_LANGUAGES = ["nodejs", "python", "go", "dotnet", "java"] as const;

export type SdkLanguage = (typeof SDK_LANGUAGES)[number];

declare module "vitest" {
  interface ProvidedContext {
    /** The folder that has the generated SDK of each language, by the language's name. */
    readonly generatedSdks: string;
  }
}
